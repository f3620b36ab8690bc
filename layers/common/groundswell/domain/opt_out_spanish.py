"""How Spanish replies ask for no more texts, or may be asking: patterns of verb, object and person, by rule.

They are matched against one clause as `opt_out_words` spells it: without accents and courtesies.
"""

import re

_TEXTS = r"(?:mensajes?|message|messages|textos?|textitos|mensajitos|propaganda|notificaciones|informacion|correos|spam|publicidad|cosas|text)"
_THE = r"(?:(?:de|con|los|las|estos|estas|esos|sus|tus|mas|mi|la|el|sus|recibir|mandar|enviar|tantos|esta|este|ya|a|por) )*"
_SUBSCRIPTION = r"(?:suscripcion|subscripcion|inscripcion|registro a (?:esta )?lista)"
_SEND = r"(?:escrib\w+|mand\w+|envi\w+|text\w+|molest\w+|fastidi\w+|contact\w+|llam\w+|jod\w+|ching\w+|acos\w+|insist\w+|usar mi|recibir|spam\w*)"
_DO_SEND = (  # imperatives, subjunctives and infinitives, never a past: "no me mandaron la boleta" asks for something
    r"(?:(?:escrib(?:a|an|as|ir|iera|ieran)|mand(?:e|en|es|ar|ara|aran|eis)|envi(?:e|en|es|ar|ara|aran)|molest(?:e|en|es|ar)|text(?:e|es|en|ee|een|ees|ear|ie|ien|iar)"
    r"|contact(?:e|en|es|ar|ara)|llam\w+ (?:ni|o) \w+|busqu(?:e|en|es)|busc(?:ar)|acos(?:en|ar)|jod(?:an|er)|chingu?(?:en|ar))(?:me|nos|le)?)"
)
_DROP = r"(?:quit|saqu|sac|borr|elimin|remuev|remov|bloque|desuscrib|suprim|descart|baj)"
_MINE = (
    r"(?:(?:mi|este|mis|nuestro|su|el|ese) (?:numero|nombre|telefono|celular|datos|contacto|informacion|cel))"
)
_LIST = r"(?:lista|listas|base de datos|sistema|base|grupo|ahi|aqui|contactos)"
_PLEASE = r"(?:por favor|favor|please|ya|pues|gracias|por|de|ahora|hoy|inmediatamente|bueno|mismo|stop|disculpe|quiero|y|amigo|senor|senora|me)"
_ALONE = (
    r"(?:alto|pare|paren|parar|parale|parenle|para ya|basta|cancelar|cancele|cancela|cancelen|baja|la baja|dar de baja|darme de baja|borrar|borrame"
    r"|eliminar|elimina|eliminen|remover|anular|anulen|anule|detener|detengan|detenganse|terminar|suspender|suspendan|desuscribir|desuscribirme|desinscribir"
    r"|desuscribirse|no mas|nomas mensajes|unsubscribe|stop|no mensajes|no texto|no textos|no contactar|no molestar|salir)"
)
_NEVER = re.compile(
    r"\b(?:no|sin|nunca|jamas|nadie|va a|nos va a|vamos a)(?: (?:me|nos|se|vamos|voy|va|van|quiero|a))*$"
)

# fmt: off
OPT_OUT: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        ("deje-de-escribir", rf"\b(?:dej(?:e|en|a|as|es|ar|aran|ara|emos)|par(?:e|en|a|ar)|parenle|cesen|eviten|evite)(?: ya)? (?:ya )?(?:de )?{_SEND}\b"),
        ("stop-y-por-que", r"^(?:stop|alto|basta|pare|paren) (?:no (?:hablo|soy|quiero|me|vivo|entiendo)|ya no|yo no|soy)\b"),
        ("alto-mensajes", rf"\b(?:alto|basta|paren|pare|parenle|parar|stop)(?: ya)? (?:a|con|de)? ?{_THE}(?:{_TEXTS}|esto|eso)\b"),
        ("cancelar-mensajes", rf"\b(?:cancel\w+|anul\w+|deten\w+|suspend\w+|termin\w+|quit\w+|desactiv\w+|bloque\w+) {_THE}(?:{_TEXTS}|{_SUBSCRIPTION}|numero)\b"),
        ("no-escriba", rf"\bno (?:me |nos |se |le |lo )?(?:(?:vuelv\w+|volver) a )?(?:me )?{_DO_SEND}\b(?! (?:el|la|un|una|mi|los|las) (?!mensaje|texto|propaganda|informacion))"),
        ("no-me-esten", r"\bno (?:me |nos )?(?:est\w+|sig\w+|and\w+) (?:mand|envi|escrib|text|molest|llam|contact)\w*ndo(?:me|nos)?\b|\bno (?:quiero|deseo) saber nada de (?:ustedes|usted|esto)\b|\bno quiero (?:mas )?nada con\b"),
        ("dejeme", r"^(?:ya |por favor )*dej\w{1,3}(?:me|nos)(?: (?:ya|por favor))*$"),
        ("me-quieren-quitar", rf"\bme (?:quieren|quiere|van a|va a|hace el favor de|hacen el favor de) {_DROP}\w*\b.*{_LIST}\b"),
        ("no-quiero", rf"\b(?:no|ni) (?:quiero|deseo|quisiera|necesito|me interesa|queremos|autorizo)(?: (?:que|mas|ya|me|nos|recibir|estar|en|sus?|tus?|estos?|sigan|seguir|recibiendo|de|los|la|esta|este|tipo|ningun))* (?:{_DO_SEND}|{_TEXTS}|recibir|recibiendo|nada(?! de (?!ustedes))|{_LIST}|contacten|mandando|enviando|escribiendo)\b(?! (?:sobre|del?) (?!ustedes|su|parte|este|esta))"),
        ("no-quiero-recibir", r"\b(?:no (?:quiero|deseo|quisiera|me interesa)|prefiero no|preferiria no|dejar de) (?:mas )?recibir\b|\bno (?:quiero|deseo) nada\b(?! de (?!ustedes))"),
        ("no-mas-mensajes", rf"\b(?:no|ni un|ni|ya no) (?:mas )?(?:de )?(?:sus |estos |un )?{_TEXTS}(?: mas)?$|\bno mas (?:de )?(?:\w+ )?{_TEXTS}\b|\bni un {_TEXTS} mas\b"),
        ("quiteme", rf"\b{_DROP}\w{{0,4}}(?:me|nos)\b(?! (?:el|la|un|una|los) (?:seguro|impuesto))|\b(?:borr|elimin|quit)\w{{1,3}}lo$"),
        ("quite-mi-numero", rf"\b(?:{_DROP}\w*|olvid\w+|pierd\w+) {_MINE}\b"),
        ("que-me-quite", rf"\b(?:que|puede|pueden|podria|podrian|favor de|podes|puedes) (?:(?:por favor|ya) )?(?:me |nos )?{_DROP}\w+(?:me|nos|n|a|ar|ran|e|ra|r)?\b(?: .*{_LIST}\b|$)|\bme (?:puede|pueden|podria|podrian|puedes) (?:{_DROP}\w*ar|dar de baja|remover)\b"),
        ("que-me-borren", rf"\bque me (?:{_DROP}\w+)"),
        ("de-baja", r"\b(?:d\w{1,4}me|doy|dar|darnos|denos) de baja\b|\b(?:solicito|pido|deseo|quiero) (?:la |mi )?baja\b"),
        ("dejeme-en-paz", r"\bdej\w{1,3}(?:me|nos)(?: ya)? (?:en paz|tranquil[oa])"),
        ("salir-de-lista", rf"\b(?:salir(?:me)?|salgo|quito|quitarme|sacarme) (?:de )?(?:la |esta |su |esto)?(?:{_LIST}|esto)?\b.*(?:{_LIST}|esto)$"),
        ("como-cancelo", rf"\bcomo (?:puedo |le hago para |hago para )?(?:me )?(?:cancel\w+|salgo|salir|quito|dejo de|me doy|paro|detengo|hago para que no)\b.*(?:{_TEXTS}|{_LIST}|baja|esto)\b"),
        ("dije-alto", r"\b(?:dije|dicho|decir|digo|pedi|escribi|mande|respondi)\b.*\b(?:alto|stop|basta|que no quiero|que no)$|\b(?:dije|dicho|decir|pedi) (?:que )?(?:alto|stop|basta|pare|paren)\b|\bque no quiero (?:mensajes|nada)\b"),
        ("o-los-demando", r"\bo paran\b|\bsi no (?:dejan|paran) de?\b"),
        ("desuscribir", r"\b(?:desuscri\w+|desinscri\w+|unsubscribe)\b"),
    )
)
# fmt: on
_BARE = re.compile(rf"^(?:{_PLEASE} )*{_ALONE}(?:(?: {_PLEASE}| {_ALONE}| esto| porfa))*$")
VETO = re.compile(
    r"\b(?:mi cita|mi turno|mi reservacion|mi vuelo|la deuda|de votantes|votantes|del padron|boleta|impuestos?|renta|cobertura)\b"
    r"|\b(?:el|la|al|del) (?:muro|ley|alcalde|gobernador|corrupto|deportacion|guerra|violencia)\b"
)
ASKING = re.compile(r"\b(?:i thought|did i not|didnt i|if i)\b")
# fmt: off
DOUBT: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        ("numero-equivocado", r"\b(?:numero|persona) equivocad[oa]\b|\bse equivoc\w+(?: de (?:numero|persona))?$|^(?:esta|estas|estan|creo que esta)(?: usted)? equivocad[oa]s?(?: de numero)?$"),
        ("no-soy", r"^(?:yo )?no soy (?!de\b|ciudadan|residente|democrata|republican|segur|un\b|una\b|muy\b|tan\b)(?:esa persona|el|ella|\w+)(?: \w+)?$|\baqui no (?:vive|hay|esta) \w+|\b(?:ya no es su|ya no tiene este|no es su) (?:numero|telefono)\b|\bno tiene este numero\b"),
        ("no-gracias", r"^nothanks\b|^(?:gracias )?pero no(?: gracias)?$|^gracias no$"),
        ("no-me-interesa", r"\bno (?:me interesa|estoy interesad[oa]|estamos interesados|tengo interes)$"),
        ("por-que", r"\bpor ?que (?:me|nos) (?:estan |siguen )?(?:escrib\w+|mand\w+|envi\w+|text\w+|llam\w+)|\bcomo (?:consigui\w+|obtuv\w+) mi\b|\bquien (?:le|les|te) dio mi\b|\bde donde (?:sac\w+|consigui\w+|obtuv\w+) mi\b"),
        ("reportar", r"\b(?:report\w+|denunci\w+|demand\w+) (?:este|a|esto|los)\b|\blos voy a (?:report|denunci|demand|bloque)\w+\b|\b(?:es|una|puro) (?:spam|acoso|estafa|fraude)\b|^spam$|\bacosando\b"),
        ("grosero", r"\b(?:vay\w+|vete|vayan) (?:se )?a la (?:mierda|chingada|verga)\b|\bchinga\w* (?:tu|su)\b|\bal diablo\b|\bvayase\b"),
        ("no-consenti", r"\bno me (?:registre|inscribi|suscribi|apunte)\b|\bno (?:autorice|di mi)\b"),
        ("murio", r"\b(?:fallecio|murio|ha muerto|esta muert[oa]|ya murio)(?! (?:pero|y))(?: (?:el|en|hace|la|ya)\b.*)?$"),
        ("hart", r"\b(?:hart[oa]|cansad[oa]|fastidio|molest[oa]) (?:de|con) (?:\w+ )?(?:mensajes|textos|esto|ustedes)\b|\b(?:demasiados|muchos|tantos) (?:mensajes|textos)$"),
    )
)
# fmt: on


def opt_out_rule(clause: str) -> str | None:
    """The rule by which the clause asks for no more texts."""
    if ASKING.search(clause):
        return None
    if _BARE.match(clause):
        return "palabra-sola"
    if VETO.search(clause):
        return None
    for rule, pattern in OPT_OUT:
        for match in pattern.finditer(clause):
            if rule.startswith("no-") or not _NEVER.search(clause[: match.start()].rstrip()):
                return rule
    return None


def doubt_rule(clause: str) -> str | None:
    """The rule by which the clause may be asking for no more texts."""
    return next((rule for rule, pattern in DOUBT if pattern.search(clause)), None)
