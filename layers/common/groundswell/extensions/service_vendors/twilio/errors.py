"""Twilio's error codes in our words: what each means, what to do, and whose fault it is.

From https://www.twilio.com/docs/api/errors; Twilio adds and splits codes over time, so a code that is not
here is UNKNOWN: it is neither retried nor taken for an opt-out.
"""

from groundswell.extensions.service_vendors.errors import ErrorAdvice, ErrorKind

_K = ErrorKind
_MARK = "Nothing to send to: take the number off your list."
_LATER = "It may work another time: include the contact in your next campaign."
_EDIT = "Change the campaign's text, then send it again to those who have not got it."
_SUPPORT = "Ask Twilio's support, and give them this code."
_REPORT = "This is a mistake of this software: tell those who run it, and give them this code."
_ACCOUNT = "Sign in to the Twilio console and mend it there, then resume the campaign."
_NUMBER = "Take the number out of the campaign, or mend it in the Twilio console; then resume the campaign."
_REGISTER = "Register the number's messaging service for US A2P 10DLC in the Twilio console, then resume."
_START = (
    "Look at the messaging service in the Twilio console; pause and resume the campaign once it is in order."
)

ACCOUNT_BLOCKED = "ACCOUNT_BLOCKED"
NO_PUBLIC_URL = "NO_PUBLIC_URL"
NO_CREDENTIALS = "NO_CREDENTIALS"

TABLE: dict[str, tuple[str, str, ErrorKind]] = {
    # our own
    NO_PUBLIC_URL: ("This installation does not know its public address.", "Set PUBLIC_BASE_URL.", _K.SETUP),
    NO_CREDENTIALS: (
        "No Twilio account is set up.",
        "Enter account SID and auth token in the settings.",
        _K.ACCOUNT,
    ),
    ACCOUNT_BLOCKED: ("The Twilio account is suspended or closed.", _ACCOUNT, _K.ACCOUNT),
    "canceled": (
        "The text was cancelled at Twilio before it left.",
        "Send it again if that was not meant.",
        _K.SETUP,
    ),
    # answers to our calls
    "20001": ("Twilio did not understand a parameter.", _REPORT, _K.SETUP),
    "20003": ("Twilio does not accept the account's credentials.", "Enter the auth token anew.", _K.ACCOUNT),
    "20005": ("The Twilio account is not active.", _ACCOUNT, _K.ACCOUNT),
    "20006": ("Twilio denies access to this.", _ACCOUNT, _K.ACCOUNT),
    "20008": ("This cannot be done with test credentials.", "Enter the live credentials.", _K.ACCOUNT),
    "20403": ("Twilio does not allow this account to do that.", _ACCOUNT, _K.ACCOUNT),
    "20404": ("What we asked Twilio about does not exist there any more.", _START, _K.SETUP),
    "20429": (
        "Too many requests at once; Twilio took none of them.",
        "Nothing: it is tried again.",
        _K.THROTTLE,
    ),
    "20500": ("Twilio had an error; the text may have been sent.", "Wait for the report.", _K.CARRIER),
    "20503": ("Twilio was not available; the text may have been sent.", "Wait for the report.", _K.CARRIER),
    "21211": ("This is not a phone number.", _MARK, _K.RECIPIENT),
    "21212": ("The sender is not a phone number that Twilio knows.", _NUMBER, _K.SENDER),
    "21265": ("A short code cannot be texted.", _MARK, _K.RECIPIENT),
    "21266": ("Sender and recipient are the same number.", _MARK, _K.RECIPIENT),
    "21408": (
        "The account may not text this country.",
        "Allow the country under Messaging, Geo permissions, in the Twilio console.",
        _K.RECIPIENT,
    ),
    "21421": ("This number cannot be bought.", "Choose another number.", _K.SETUP),
    "21422": ("The number is no longer for sale.", "Choose another number.", _K.SETUP),
    "21450": ("Twilio does not know this phone number.", "Choose another number.", _K.SETUP),
    "21451": ("There is no such area code.", "Choose another area code.", _K.SETUP),
    "21452": ("Twilio has no number left in this area code.", "Choose another area code.", _K.SETUP),
    "21457": ("Numbers of this kind cannot be bought by area code.", _REPORT, _K.SETUP),
    "21602": ("The text is empty.", _EDIT, _K.CONTENT),
    "21603": ("No sender was given.", _REPORT, _K.SETUP),
    "21604": ("No recipient was given.", _REPORT, _K.RECIPIENT),
    "21606": ("The sender cannot send texts, or not to this country.", _NUMBER, _K.SENDER),
    "21608": (
        "A trial account may text verified numbers only.",
        "Upgrade the Twilio account, and have its compliance profile approved.",
        _K.ACCOUNT,
    ),
    "21609": (
        "Twilio cannot use our address for reports.",
        "Set PUBLIC_BASE_URL to a public https address without an underscore.",
        _K.SETUP,
    ),
    "21610": ("The recipient has opted out.", "Nothing to do: they get no more texts.", _K.OPTED_OUT),
    "21611": (
        "The sender's queue is full.",
        "Nothing: it is tried again. More numbers send faster.",
        _K.THROTTLE,
    ),
    "21612": (
        "This sender cannot reach this recipient.",
        "Send from a number of another kind.",
        _K.RECIPIENT,
    ),
    "21614": ("This is not a mobile number.", _MARK, _K.RECIPIENT),
    "21615": (
        "Buying this number needs an address on file.",
        "Add an address in the Twilio console.",
        _K.ACCOUNT,
    ),
    "21617": ("The text is longer than 1600 characters.", _EDIT, _K.CONTENT),
    "21619": ("The text is empty.", _EDIT, _K.CONTENT),
    "21620": ("The picture's address is not valid.", _EDIT, _K.CONTENT),
    "21621": ("The sender cannot send pictures.", "Send without a picture.", _K.SENDER),
    "21622": ("The account may not send pictures.", "Send without a picture.", _K.ACCOUNT),
    "21623": ("There are too many pictures.", _EDIT, _K.CONTENT),
    "21631": (
        "Buying this number needs a local address.",
        "Add an address in the Twilio console.",
        _K.ACCOUNT,
    ),
    "21635": ("This is a landline.", _MARK, _K.LANDLINE),
    "21649": ("Buying this number needs a regulatory bundle.", "Add one in the Twilio console.", _K.ACCOUNT),
    "21658": ("A parameter is too long.", _EDIT, _K.CONTENT),
    "21659": ("The sender is not a number of Twilio's.", _NUMBER, _K.SENDER),
    "21660": ("The sender belongs to another account.", _NUMBER, _K.SENDER),
    "21661": ("The sender cannot send texts.", _NUMBER, _K.SENDER),
    "21701": ("The campaign's messaging service does not exist.", _START, _K.SETUP),
    "21702": ("The campaign's messaging service is not available.", _START, _K.SETUP),
    "21703": (
        "No number of the campaign can reach this recipient.",
        "Send from a number of another kind.",
        _K.RECIPIENT,
    ),
    "21704": ("The campaign's messaging service has no numbers.", _START, _K.SETUP),
    "21705": ("The campaign's messaging service does not exist.", _START, _K.SETUP),
    "21710": ("The number is in this messaging service already.", "Nothing to do.", _K.SETUP),
    "21711": ("The number is not in this messaging service.", "Nothing to do.", _K.SETUP),
    "21712": ("The number is in another messaging service.", "Take it out there first.", _K.SETUP),
    "21714": (
        "A messaging service holds 400 numbers at most.",
        "Reserve fewer numbers, or ask Twilio's support for a higher limit.",
        _K.SETUP,
    ),
    "21715": ("The number can neither text nor send pictures.", "Reserve another number.", _K.SENDER),
    "22300": ("The account may not buy numbers.", _ACCOUNT, _K.ACCOUNT),
    "63038": (
        "The account has reached its limit of texts for today.",
        "Resume the campaign tomorrow.",
        _K.ACCOUNT,
    ),
    "90010": ("The Twilio account is not active.", _ACCOUNT, _K.ACCOUNT),
    # the compliance toolkit's
    "30610": ("It is the recipient's quiet time.", "Nothing: it is tried again later.", _K.COMPLIANCE),
    "30640": ("The number belongs to somebody who sues senders.", _MARK, _K.COMPLIANCE),
    # reports
    "30001": ("The sender's queue was full for too long.", _LATER, _K.THROTTLE),
    "30002": ("The Twilio account is suspended.", _ACCOUNT, _K.ACCOUNT),
    "30003": ("The phone was off or out of reach.", _LATER, _K.CARRIER),
    "30004": (
        "The text was blocked: the recipient does not take texts from this sender.",
        "Do not text them again; on a toll-free number it means that they answered STOP.",
        _K.RECIPIENT,
    ),
    "30005": ("The number is not in use any more.", _MARK, _K.RECIPIENT),
    "30006": ("This is a landline, or a network that cannot be reached.", _MARK, _K.LANDLINE),
    "30007": (
        "A carrier filtered the text as unwanted.",
        "Say who you are and how to opt out; leave out link shorteners and words in capitals.",
        _K.CONTENT,
    ),
    "30008": ("The carrier does not say why.", _LATER, _K.CARRIER),
    "30011": ("Pictures cannot be sent there.", "Send without a picture.", _K.CONTENT),
    "30017": ("The carrier's network was congested.", _LATER, _K.CARRIER),
    "30019": ("The text is too large for the carrier.", _EDIT, _K.CONTENT),
    "30022": ("The registered campaign sent faster than it may.", _LATER, _K.THROTTLE),
    "30023": ("The brand has reached its limit of texts for today.", "Send the rest tomorrow.", _K.THROTTLE),
    "30024": ("The carrier does not know the sender yet.", _NUMBER, _K.SENDER),
    "30027": ("T-Mobile's limit for today is reached.", "Send the rest tomorrow.", _K.THROTTLE),
    "30032": ("The toll-free number is not verified.", "Have it verified in the Twilio console.", _K.SENDER),
    "30033": ("The 10DLC registration of the campaign is suspended.", _SUPPORT, _K.ACCOUNT),
    "30034": ("The number is in no approved 10DLC campaign.", _REGISTER, _K.SENDER),
    "30035": (
        "The number's 10DLC registration is not complete yet.",
        "Wait an hour, then resume.",
        _K.SENDER,
    ),
    "30036": ("It could not be delivered in time.", _LATER, _K.CARRIER),
    "30410": ("The carrier did not answer; the text may have arrived.", "Do not send it again.", _K.CARRIER),
    "30450": ("Twilio blocks this destination for a while as suspected fraud.", _LATER, _K.CARRIER),
    "30500": ("Twilio had an error.", _LATER, _K.CARRIER),
} | {
    str(code): (
        "Twilio's link shortening is not set up right.",
        "Look at the link domain in the console.",
        _K.SETUP,
    )
    for code in range(30100, 30134)
}
_UNKNOWN = (
    "Twilio reports an error that is not explained here.",
    f"Look it up in Twilio's list. {_SUPPORT}",
    _K.UNKNOWN,
)

BLOCKING = frozenset(
    {code for code, (_, _, kind) in TABLE.items() if kind is _K.ACCOUNT}
    | {"20001", "20404", "21603", "21609", "21701", "21702", "21704", "21705"}
)
"""Answers to a send that every text would get, whoever it is for."""
SENDER_BLOCKING = frozenset({"21212", "21606", "21659", "21660", "21661", "21711", "21712"})
"""Answers that every text from this sender would get."""
LATER = {"20429": 1.0, "21611": 300.0, "30610": 1800.0}
"""Answers that mean "not now", and after how many seconds to try again."""
OPTED_OUT = "21610"


def explain(code: str) -> ErrorAdvice:
    """A code that is not in the table is UNKNOWN."""
    meaning, advice, kind = TABLE.get(code, _UNKNOWN)
    return ErrorAdvice(code=code, meaning=meaning, advice=advice, kind=kind)
