"""The admin API's routes: one file per resource, and one table of who may call what."""

from routes import (
    audience,
    audit,
    blasts,
    campaigns,
    conversations,
    dead_letters,
    exports,
    jobs,
    me,
    numbers,
    opt_outs,
    organization,
    service_managers,
    session,
    stop_all,
    unknown_sends,
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
        unknown_sends,
        dead_letters,
        stop_all,
        audit,
        conversations,
        opt_outs,
        exports,
        jobs,
    )
]
