"""The sends table: every send of every blast, and one counter item a shard, which is also the shard's lock.

Key: blast_shard (`<blast_id>#<00..15>`) / send_id; the counter item's send_id is `#COUNTER`.
No item is named by all transactions of a blast: a shard's transactions meet only in its own counter item.
"""
