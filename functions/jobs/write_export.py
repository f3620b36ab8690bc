"""ExportsQueue -> the next rows of an export written to its file. One message a batch."""

from groundswell.entrypoints.sqs import consumer
from groundswell.messages import WriteExport
from groundswell.usecases.write_export import write_export

handler = consumer({WriteExport: write_export})
