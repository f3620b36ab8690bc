"""ANY /v1/{proxy+} -> the admin API: every route of routes/, admitted by the table in routes/permissions.py."""

from routes import ROUTERS
from routes.permissions import KEY_REQUIRED, RULES, SECRET_ANSWERS

from groundswell.entrypoints.http import Api

handler = Api(ROUTERS, RULES, KEY_REQUIRED, SECRET_ANSWERS).handler
