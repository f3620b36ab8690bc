"""Who stands in the lists of Riverside Tenants, contact by contact, and the loads that they came with."""

from typing import Any

GRACE = "+12125550142"
LOAD, FAILED_LOAD, OLD_LOAD = (f"10ad0000-0000-4000-8000-00000000000{n}" for n in range(1, 4))
NAMES = (
    ("Grace", "Okafor", "10027", "Heating"),
    ("Luis", "Hernández", "10031", "Rent"),
    ("Hye-jin", "Park", "10032", ""),
    ("عمر", "حداد", "10025", "Repairs"),
    ("Maryam", "Siddiqui", "10040", "Rent"),
    ("Anh", "Nguyễn", "10029", "Heating"),
    ("Kwame", "Mensah-Boateng", "10039", "Elevator"),
    ("Zofia", "Wiśniewska", "", "Rent"),
    ("Dolores", "O'Brien", "10024", "Repairs"),
    ("Tomás", "Ramírez de la Cruz", "10033", ""),
)


def a_contact(n: int) -> dict[str, Any]:
    first, last, zip_code, issue = NAMES[n % len(NAMES)]
    return {
        "phone": GRACE if n == 0 else f"+1212555{142 + n:04d}",
        "row": n + 2,
        "first_name": first,
        "last_name": last,
        "zip_code": zip_code,
        "external_id": f"RT-{4100 + 7 * n}",
        "custom": {"favourite_issue": issue} if issue else {},
        "time_zones": ["America/Chicago"] if n % 7 == 6 else ["America/New_York"],
    }
