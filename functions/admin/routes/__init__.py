"""The admin API's routes: one file per resource, and one table of who may call what."""

from routes import (
    audience,
    audit,
    blasts,
    campaigns,
    clients,
    conversations,
    dead_letters,
    exports,
    jobs,
    me,
    members,
    numbers,
    opt_outs,
    organization,
    password_reset,
    service_managers,
    people,
    session,
    stop_all,
    unknown_sends,
)

ROUTERS = [
    module.router
    for module in (
        session,
        password_reset,
        me,
        organization,
        members,
        clients,
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
        people,
