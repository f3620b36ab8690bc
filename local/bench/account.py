"""The carrier account and the public address that everything is measured with."""

ACCOUNT_SID = "AC" + "0" * 32
AUTH_TOKEN = "a-token-for-measuring"
PUBLIC_URL = "https://example.execute-api.us-east-1.amazonaws.com"
ACCOUNT = {"account_sid": ACCOUNT_SID, "auth_token": AUTH_TOKEN}
