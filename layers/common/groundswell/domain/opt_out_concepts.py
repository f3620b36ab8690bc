"""A word, English or Spanish, goes in; what kind of word it is for an opt-out comes out."""

import re
from functools import lru_cache

OTHER = "_"
_WORDS = {
    "STOP": "stop stops stopped stopping stopit quit quits quitting cease end ends halt discontinue desist refrain"
    " terminate knock alto basta",
    "DROP": "remove removed removal take taken taking delete deleted erase drop scratch strike purge pull wipe scrub"
    " lose cross forget kick unlist omit exclude toss trash eliminate dump ditch burn",
    "SEND": "text texting texted message messaging messaged send sending sent contact contacting contacted write"
    " writing call calling email emailing reach hit blow blowing hitting asking ask",
    "BUG": "bother bothering bug bugging harass harassing harassment spamming pester pestering annoying disturb"
    " disturbing hound hounding badger badgering stalking begging",
    "TEXTS": "texts messages spam alerts notifications updates propaganda crap garbage solicitations solicitation junk"
    " communications communication correspondence bs sms reminders text message mensaje texto",
    "THESE": "these this those it them esto estos estas eso esos esta ese",
    "LIST": "list lists database system records record group thread chain roster rolodex contacts directory file files"
    " rolls subscription lista listas base sistema registros registro grupo suscripcion subscripcion contactos",
    "NUMBER": "number numbers phone cell digits line inbox info information data name numero telefono celular cel tel"
    " numeros datos nombre",
    "ME": "me us myself nos mi mis my our",
    "I": "i im ive id ill yo we",
    "YOU": "you ya your yours yourself ustedes usted uds ud su sus tu tus ti vos",
    "NOT": "dont not never no wont doesnt didnt cant without nunca ni jamas sin nada nothing none isnt aint nadie"
    " neither zero",
    "MORE": "more anymore again further another ever mas otra otro vez vuelvan vuelva vuelvas volver",
    "WANT": "want wants wish like need care prefer rather desire wanted quiero quisiera deseo necesito prefiero"
    " queremos gusta gustaria",
    "OPTOUT": "unsubscribe unsubscribed unsub optout optedout revoke revoking revoked consent permission dnc opt"
    " unenroll deregister unfollow desuscribir desuscribirme desuscribanme baja revoco salirme",
    "CANCEL": "cancel cancelar cancele cancelen cancela canceled cancelled anular",
    "OFF": "off out from fuera",
    "GET": "get getting receive receiving got hear hearing see recibir recibiendo recibo saber",
    "ALONE": "alone paz tranquilo tranquila quieto quieta be",
    "ENOUGH": "enough done fed tired sick over harto harta cansado cansada suficiente",
    "WRONG": "wrong equivocado equivocada mistaken equivocaron",
    "LEGAL": "fcc tcpa ftc lawyer attorney sue report reporting reported block blocking blocked legal complaint illegal"
    " police abogado demandar demanda denunciar denuncia reportar reporto bloqueo bloquear",
    "LEAVE": "go away lost piss buzz fuck leave largo larguense",
    "PLEASE": "please kindly favor porfis xfa xfavor porfi",
    "IF": "if si unless",
    "AND": "and y or o so but pero",
    "KEEP": "keep keeps keeping stay sigan sigue siguen still continue",
    "HOW": "how como",
    "WHO": "why who quien porque",
    "BACK": "accident accidentally mistake resubscribe error querer accidente restart",
    "AFFAIR": "interview shift appointment meeting rally event ride sign signs lawn order reservation slot class job"
    " donation ballot registration vote voting volunteer bus office party rsvp schedule rent war tax taxes cita turno"
    " entrevista trabajo evento clase reunion pedido letrero votar voto boleta donacion voluntario oficina"
    " visita junta",
    "TIME": "tomorrow today tonight monday tuesday wednesday thursday friday saturday sunday pm am oclock noon morning"
    " afternoon week lunes martes miercoles jueves viernes sabado domingo manana hoy tarde noche semana",
}
_STEMS = {
    "STOP": r"dej[eao]\w*|par(?:e|en|a|ar|ale|enle|ele)$|ces(?:e|en|ar)$|det(?:en|ien)\w*|evit\w+|suspend\w+|termin\w+",
    "DROP": r"quit[ae]\w*|saqu\w*|sac(?:a|ar|as|ame|arme|ado)\w*|borr\w+|elimin\w+|remuev\w+|remov\w+|olvid\w+|pierd\w+"
    r"|tach\w+|retir\w+|suprim\w+|desaparezc\w+",
    "SEND": r"escri[bv]\w+|mand\w+|envi\w+|text[eé]\w+|contact[ea]\w+|llam\w+|busqu\w+|busc\w+|marqu\w+|comuni\w+"
    r"|llegu\w+|lleg(?:ar|uen|an|a)$|insist\w+",
    "BUG": r"molest\w+|fastid\w+|jod[aeo]\w*|ching[aueo]\w*|acos\w+|friegu\w+|freg\w+|hinch\w+",
    "TEXTS": r"mensaj\w+|textos$|textit\w+|notificacion\w*|publicidad|correos?$|msjs?$|cosas?$|vainas?$",
    "OPTOUT": r"desuscri\w+|desinscri\w+|uns[ub]\w+",
    "LEGAL": r"bloque\w+|report[aoe]\w*|denunci\w+|demand\w+",
    "DIGIT": r"\d+$",
}
_KIND = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_STEM = re.compile("|".join(f"(?P<{kind}>{stems})" for kind, stems in _STEMS.items()))


@lru_cache(maxsize=4096)
def kind_of(word: str) -> str:
    """The kind of a word as `opt_out_words` spells it."""
    if word in _KIND:
        return _KIND[word]
    match = _STEM.match(word)
    return str(match.lastgroup) if match else OTHER
