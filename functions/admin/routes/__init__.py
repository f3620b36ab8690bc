"""The admin API's routes: one file per resource, and one table of who may call what."""

from routes import (
    audience,
    blasts,
    campaigns,
    conversations,
    jobs,
    me,
    numbers,
    opt_outs,
    organization,
    service_managers,
    session,
)

ROUTERS = [
    module.router
    for module in (
        session,
        me,
        organization,
        service_managers,
        campaigns,
        audience,
        numbers,
        blasts,
        conversations,
        opt_outs,
        jobs,
    )
]
