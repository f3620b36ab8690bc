"""One module per DynamoDB table: rows stay inside, domain objects come out."""
