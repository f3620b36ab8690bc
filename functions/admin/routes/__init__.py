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
    member_numbers,
    members,
    messages,
    numbers,
    opt_outs,
    organization,
    password_reset,
    service_managers,
    session,
    stop_all,
    trial_texts,
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
        messages,
        trial_texts,
        member_numbers,
        conversations,
        opt_outs,
        exports,
        jobs,
    )
]
