"""The words of the public opt-out page, in the languages it speaks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    language: str
    title: str
    explanation: str
    label: str
    hint: str
    button: str
    invalid: str
    done_title: str
    done: str
    missing_title: str
    missing: str
    refused: str
    too_many: str


ENGLISH = Words(
    language="en",
    title="Stop texts from {organization}",
    explanation="Enter the phone number that should get no more texts from {organization}.",
    label="Phone number",
    hint="For example (202) 555-0123",
    button="Stop the texts",
    invalid="That is not a phone number. Please check it and enter it again, with its area code.",
    done_title="Done",
    done="That number will get no more texts from {organization}. You can close this page.",
    missing_title="This page does not exist",
    missing="Please check the address. You can always stop texts by replying STOP to them.",
    refused="This form came from another website. Please enter the number here.",
    too_many="Too many numbers were entered from your network. Try again in 15 minutes, or reply STOP to a text.",
)
SPANISH = Words(
    language="es",
    title="No más mensajes de {organization}",
    explanation="Escriba el número de teléfono que no debe recibir más mensajes de {organization}.",
    label="Número de teléfono",
    hint="Por ejemplo (202) 555-0123",
    button="No más mensajes",
    invalid="Ese no es un número de teléfono. Revíselo y escríbalo otra vez, con su código de área.",
    done_title="Listo",
    done="Ese número no recibirá más mensajes de {organization}. Puede cerrar esta página.",
    missing_title="Esta página no existe",
    missing="Revise la dirección. Siempre puede responder STOP a un mensaje para no recibir más.",
    refused="Este formulario vino de otro sitio. Escriba el número aquí.",
    too_many="Se escribieron demasiados números desde su red. Inténtelo en 15 minutos, o responda STOP a un mensaje.",
)


def words_for(accept_language: str) -> Words:
    """Spanish if the browser names it before English."""
    for wanted in accept_language.lower().split(","):
        code = wanted.strip()[:2]
        if code in ("en", "es"):
            return SPANISH if code == "es" else ENGLISH
    return ENGLISH
