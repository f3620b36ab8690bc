"""An AWS in memory that counts: enough of DynamoDB, SQS, SSM, S3 and the scheduler to run the whole product on."""
