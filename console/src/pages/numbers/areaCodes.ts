/** Area codes of the United States and where they are; codes that share a place stand together.
 *
 * Not complete for ever: new ones come every year, and a code that is missing here can be bought all the same.
 */
const PLACES: Record<string, string> = {
  Alabama: "205 659|251|256 938|334",
  Alaska: "907",
  Arizona: "480 602 623|520|928",
  Arkansas: "479|501|327 870",
  California:
    "209 350|213 323 738|310 424|341 510|357 559|369 707|408 669|415 628|442 760|530 837|562|619 858|626|650|657 714|661|747 818|805 820|831|840 909|279 916|925|949|951",
  Colorado: "303 720 983|719|748 970",
  Connecticut: "203 475|860 959",
  Delaware: "302",
  Florida: "239|305 645 786|321 407 689|324 904|352|386|448 850|561 728|656 813|727|754 954|772|863|941",
  Georgia: "229|404 470 678 770 943|478|706 762|912",
  Hawaii: "808",
  Idaho: "208 986",
  Illinois: "217 447|309 861|312 773 872|331 630|464 708|618 730|224 847|779 815",
  Indiana: "219|260|317 463|574|765|812 930",
  Iowa: "319|515|563|641|712",
  Kansas: "316|620|785|913",
  Kentucky: "270 364|502|606|859",
  Louisiana: "225|318 457|337|504|985",
  Maine: "207",
  Maryland: "227 240 301|410 443 667",
  Massachusetts: "339 781|351 978|413|508 774|617 857",
  Michigan: "231|248 947|269|313 679|517|586|616|734|810|906|989",
  Minnesota: "218|320|507 924|612|651|763|952",
  Mississippi: "228|471 662|601 769",
  Missouri: "235 573|314 557|417|636|660|816 975",
  Montana: "406",
  Nebraska: "308|402 531",
  Nevada: "702 725|775",
  "New Hampshire": "603",
  "New Jersey": "201 551|609 640|732 848|856|862 973|908",
  "New Mexico": "505|575",
  "New York": "212 332 646 917|315 680|347 718 929|363 516|518 838|585|607|624 716|631 934|329 845|914",
  "North Carolina": "252|336 743|472 910|704 980|828|919 984",
  "North Dakota": "701",
  Ohio: "216|220 740|234 330|283 513|326 937|380 614|419 567|436 440",
  Oklahoma: "405 572|539 918|580",
  Oregon: "458 541|503 971",
  Pennsylvania: "215 267 445|223 717|272 570|412 724 878|484 610 835|582 814",
  "Puerto Rico": "787 939",
  "Rhode Island": "401",
  "South Carolina": "803 839|821 864|843 854",
  "South Dakota": "605",
  Tennessee: "423|615 629|731|865|901|931",
  Texas:
    "210 726|214 469 945 972|254|281 346 621 713 832|325|361|409|430 903|432|512 737|682 817|806|830|915|936|940|956|979",
  "U.S. Virgin Islands": "340",
  Utah: "385 801|435",
  Vermont: "802",
  Virginia: "276|434|540 826|571 703|686 804|757 948",
  Washington: "206|253|360 564|425|509",
  "Washington, D.C.": "202 771",
  "West Virginia": "304 681",
  Wisconsin: "262|274 920|353 608|414|534 715",
  Wyoming: "307",
};

interface Place {
  state: string;
  /** Codes of the very same place. */
  beside: readonly string[];
}

const BY_CODE = new Map<string, Place>(
  Object.entries(PLACES).flatMap(([state, groups]) =>
    groups.split("|").flatMap((group) => {
      const codes = group.split(" ");
      return codes.map((code): [string, Place] => [code, { state, beside: codes.filter((one) => one !== code) }]);
    }),
  ),
);

/** "New York"; undefined where it is not known. */
export const stateOf = (areaCode: string) => BY_CODE.get(areaCode)?.state;

export const isTollFree = (areaCode: string) => /^8(00|33|44|55|66|77|88)$/.test(areaCode);

const MOST = 4;

/** Codes to try instead: of the very same place first, then of the same state. */
export function nearby(areaCode: string): string[] {
  const place = BY_CODE.get(areaCode);
  if (!place) return [];
  const others = [...BY_CODE].filter(([code, one]) => one.state === place.state && code !== areaCode && !place.beside.includes(code));
  return [...place.beside, ...others.map(([code]) => code)].slice(0, Math.max(MOST, place.beside.length));
}

/** Three digits that the North American plan gives to places. */
export const isAreaCode = (typed: string) => /^[2-9]\d{2}$/.test(typed) && typed !== "555" && !typed.endsWith("11");
