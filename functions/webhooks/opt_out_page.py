"""GET and POST /o/{organization_id} -> the public page on which anybody opts a phone out, at once."""

from groundswell.entrypoints.opt_out_page import opt_out_page
from groundswell.usecases.opt_out_on_web import find_organization_name, opt_out_on_web

handler = opt_out_page(find_organization_name, opt_out_on_web)
