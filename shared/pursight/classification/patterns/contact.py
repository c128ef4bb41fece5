"""E-mail, telephone, postal address, postal code, coordinates."""

# ruff: noqa: E501  a table reads best with one entry a line

from pursight.classification.patterns.pattern import LETTER, Pattern, Reach

_L = LETTER
_WORDS = rf"{_L}(?:{_L}|[ .'-]){{0,}}"
_HOUSE = r"\d{1,5}(?:[ -]?[A-Za-z])?(?:[-/]\d{1,4}[A-Za-z]?)?"
_TAIL = r"(?:[,;]? ?[ -~\x80-\xff]*)?"

_EN = (
    r"(?i:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|square|sq|"
    r"terrace|ter|parkway|pkwy|way|circle|cir|highway|hwy|close|crescent|cres|gardens|grove|mews|"
    r"row|walk|trail|trl|turnpike|loop|alley|plaza|broadway|common|commons|crossing|cove|creek|"
    r"crest|curve|divide|estates?|expressway|extensions?|falls|ferry|fields?|flats?|fords?|forest|"
    r"forges?|forks?|fort|freeway|gateway|glens?|green|greens|groves|harbors?|haven|heights|hills?|"
    r"hollow|inlet|islands?|isle|junctions?|keys?|knolls?|lakes?|landing|light|lights|locks?|lodge|"
    r"manors?|meadows?|mills?|mission|motorway|mountains?|neck|orchard|oval|overpass|parks?|parkways|"
    r"pass|passage|path|pike|pines?|plains?|points?|ports?|prairie|radial|ramp|ranch|rapids?|rest|"
    r"ridges?|river|roads|route|run|shoals?|shores?|skyway|springs?|spurs?|squares|station|stravenue|"
    r"stream|streets|summit|throughway|trace|track|trafficway|tunnel|underpass|unions?|valleys?|"
    r"viaduct|views?|villages?|ville|vista|walks|wall|wells?|brook|brooks|burg|burgs|bypass|camp|"
    r"canyon|cape|causeway|centers?|cliffs?|club|corners?|course|courts|dale|dam|bluff|bluffs|bottom|"
    r"branch|bridge|bayou|beach|bend|mall|view|quay|parade|esplanade|drives|shore|isles)"
)
_DE = (
    r"(?i:stra(?:\xc3\x9f|ss)e|str\.?|weg|platz|allee|gasse|ring|damm|ufer|steig|chaussee|hof|markt|"
    r"promenade|pfad|graben|berg|stieg|brink|kamp|zeile)"
)
_NL = r"(?i:straat|laan|plein|dreef|kade|gracht|weg|singel|steeg|hof|pad|ring|baan|boulevard|dijk|markt|park)"
_NORDIC = r"(?i:gatan|v\xc3\xa4gen|gata|vegen|veien|vej|gade|all\xc3\xa9|stigen|katu|tie|kuja|polku|plassen|torget|gr\xc3\xa4nd)"
_FRONT = (
    r"(?i:rue|avenue|av\.?|boulevard|bd|place|all\xc3\xa9es?|chemin|impasse|quai|route|cours|passage|square|sentier|"
    r"calle|c/|cl\.|avenida|avda\.?|plaza|paseo|pasaje|camino|carretera|ronda|traves\xc3\xada|glorieta|urbanizaci\xc3\xb3n|"
    r"via|viale|piazza|corso|piazzale|vicolo|largo|strada|contrada|borgo|rotonda|stretto|incrocio|canale|"
    r"rua|travessa|alameda|rodovia|pra\xc3\xa7a|largo|estrada|praceta|campo|viela|jardim|condom\xc3\xadnio|recanto|trecho|trevo|favela|lago|ladeira|residencial|n\xc3\xbacleo|morro|parque|praia|s\xc3\xadtio|fazenda|vila|distrito|col\xc3\xb4nia|conjunto|esplanada|feira|lagoa|loteamento|passarela|p\xc3\xa1tio|ch\xc3\xa1cara|aeroporto|setor|quadra|vale|vereda|viaduto|"
    r"ul\.?|ulica|al\.|aleja|os\.|plac|pl\.|strada|bulevardul|calea|callej\xc3\xb3n|privada|cerrada|andador|boulevard|circuito|prolongaci\xc3\xb3n|diagonal|perif\xc3\xa9rico|corredor|eje|calzada|peatonal|cuesta|c\xc3\xb1ada|acceso|alameda|pasadizo|rambla|cuesta|v\xc3\xada)"
)  # fmt: skip

_BEFORE = r"(?i:jl\.?|jalan|gg\.?|str\.?|calea|aleea|bd\.?|trg|ulica|n\xc3\xa1m\xc4\x9bst\xc3\xad|n\xc3\xa1m\.?|t\xc5\x99\xc3\xadda|t\xc5\x99\.?|\xc4\x91\xc6\xb0\xe1\xbb\x9dng|\xc4\x90\xc6\xb0\xe1\xbb\x9dng|ph\xe1\xbb\x91|\xce\xbb\xce\xb5\xcf\x89\xcf\x86\xcf\x8c\xcf\x81\xce\xbf\xcf\x82|\xce\x9b\xce\xb5\xcf\x89\xcf\x86\xcf\x8c\xcf\x81\xce\xbf\xcf\x82|\xce\xbb\xce\xb5\xcf\x89\xcf\x86\.?|\xce\x9b\xce\xb5\xcf\x89\xcf\x86\.?|\xce\xbf\xce\xb4\xcf\x8c\xcf\x82|\xce\x9f\xce\xb4\xcf\x8c\xcf\x82|\xd0\xb2\xd1\x83\xd0\xbb\.?|\xd0\x92\xd1\x83\xd0\xbb\.?|\xd1\x83\xd0\xbb\.?|\xd0\xa3\xd0\xbb\.?|\xd1\x83\xd0\xbb\xd0\xb8\xd1\x86\xd0\xb0|\xd0\xa3\xd0\xbb\xd0\xb8\xd1\x86\xd0\xb0|\xd0\xb2\xd1\x83\xd0\xbb\xd0\xb8\xd1\x86\xd1\x8f|\xd0\x92\xd1\x83\xd0\xbb\xd0\xb8\xd1\x86\xd1\x8f|\xd0\xbf\xd1\x80\xd0\xbe\xd1\x81\xd0\xbf\.?|\xd0\x9f\xd1\x80\xd0\xbe\xd1\x81\xd0\xbf\.?|\xd0\xbf\xd1\x80\xd0\xbe\xd1\x81\xd0\xbf\xd0\xb5\xd0\xba\xd1\x82|\xd0\x9f\xd1\x80\xd0\xbe\xd1\x81\xd0\xbf\xd0\xb5\xd0\xba\xd1\x82|\xd0\xbf\xd1\x80\.?|\xd0\x9f\xd1\x80\.?|\xd0\xbf\xd0\xb5\xd1\x80\.?|\xd0\x9f\xd0\xb5\xd1\x80\.?|\xd0\xb1\xd1\x83\xd0\xbb\xd1\x8c\xd0\xb2\xd0\xb0\xd1\x80|\xd0\x91\xd1\x83\xd0\xbb\xd1\x8c\xd0\xb2\xd0\xb0\xd1\x80|\xd1\x88\xd0\xbe\xd1\x81\xd1\x81\xd0\xb5|\xd0\xa8\xd0\xbe\xd1\x81\xd1\x81\xd0\xb5|\xd0\xbf\xd0\xbb\xd0\xbe\xd1\x89\xd0\xb0\xd0\xb4\xd1\x8c|\xd0\x9f\xd0\xbb\xd0\xbe\xd1\x89\xd0\xb0\xd0\xb4\xd1\x8c|\xd0\xbf\xd0\xbb\.?|\xd0\x9f\xd0\xbb\.?|\xd8\xb4\xd8\xa7\xd8\xb1\xd8\xb9|\xc8\x99oseaua|\xc8\x98oseaua|\xc8\x99os\.?|\xc8\x98os\.?)"
_BEHIND = (
    r"(?i:utca|u\.|\xc3\xbat|\xc3\x9at|\xc3\xbatja|\xc3\x9atja|t\xc3\xa9r|tere|k\xc3\xb6r\xc3\xbat|krt\.|k\xc3\xb6z|s\xc3\xa9t\xc3\xa1ny|cad\.?|caddesi|cd\.|sok\.?|sokak|soka\xc4\x9f\xc4\xb1|sk\.|mah\.?|mahallesi|bulvar\xc4\xb1|blv\.|\xd0\xbf\xd1\x80\xd0\xbe\xd1\x81\xd0\xbf\xd0\xb5\xd0\xba\xd1\x82|\xd0\x9f\xd1\x80\xd0\xbe\xd1\x81\xd0\xbf\xd0\xb5\xd0\xba\xd1\x82|\xd1\x83\xd0\xbb\xd0\xb8\xd1\x86\xd0\xb0|\xd0\xa3\xd0\xbb\xd0\xb8\xd1\x86\xd0\xb0|ulica)"
)  # fmt: skip

_E = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\x80-\xff-]+@(?:[A-Za-z0-9\x80-\xff](?:[A-Za-z0-9\x80-\xff-]*[A-Za-z0-9\x80-\xff])?\.)+[A-Za-z\x80-\xff]{2,}"

CONTACT = (
    Pattern("email", "cell", _E, 0.97),
    Pattern("email", "mailbox", r"(?:mailto:" + _E + r"|[ -~\x80-\xff]* ?<" + _E + r">)", 0.9),
    Pattern("email", "list", _E + r"(?:[;, ] ?" + _E + r")+", 0.9),
    Pattern(
        "email",
        "masked",
        r"[A-Za-z0-9]{0,3}[*x.]{2,20}[A-Za-z0-9]{0,3}@[A-Za-z0-9*.-]{2,}\.[A-Za-z]{2,10}",
        0.85,
    ),
    Pattern(
        "email",
        "embedded",
        r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+){0,4}\.[A-Za-z]{2,}",
        reach=Reach.PROSE,
    ),
    # Separators or a plus make a telephone number; bare digits only agree with a name.
    Pattern(
        "phone",
        "international",
        r"(?:\+|00)[1-9]\d{0,2}[ .()/-]{0,3}(?:\(0\)[ ]?)?\d{1,5}(?:[ .()/-]{0,2}\d{1,5}){1,6}(?: ?(?:x|ext\.?|#) ?\d{1,6})?",
        0.93,
    ),
    Pattern(
        "phone",
        "nanp",
        r"(?:1[-. ])?(?:\([2-9]\d{2}\) ?|[2-9]\d{2}[-./ ])[2-9]\d{2}[-. ]\d{4}(?: ?(?:x|ext\.?) ?\d{1,6})?",
        0.92,
        country="US",
    ),
    Pattern(
        "phone",
        "nanp_loose",
        r"(?:\+?1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?: ?(?:x|ext\.?) ?\d{1,6})?",
        0.85,
    ),
    Pattern(
        "phone",
        "extension",
        r"(?:\+?1[-. ]?)?\(?\d{3}\)?[-. ]?\d{3}[-. ]?\d{4} ?(?:x|ext\.?) ?\d{1,6}",
        0.95,
    ),
    Pattern("phone", "trunk", r"\(?0\d{1,5}\)?(?:[ ./-]{1,2}\d{2,8}){1,5}", 0.85),
    Pattern("phone", "french", r"0[1-9](?:[ .]\d{2}){4}", 0.95, country="FR"),
    Pattern("phone", "area", r"\(\d{2,5}\)[ -]?\d{3,5}(?:[ -]?\d{2,5}){1,2}", 0.85),
    Pattern("phone", "grouped", r"[1-9]\d{1,3}(?:[ ]\d{2,4}){2,4}", 0.25),
    Pattern("phone", "dashed", r"[1-9]\d{1,3}-\d{3,4}(?:-\d{3,4})?", 0.2),
    Pattern("phone", "trunk_bare", r"0[1-9]\d{7,10}", 0.3),
    Pattern("phone", "bare", r"\d{6,15}"),
    Pattern("phone", "plus_bare", r"\+\d{8,15}", 0.95),
    Pattern("phone", "any", r"[+(]?\d[\d ().+/-]{4,}(?: ?(?:x|ext\.?) ?\d{1,6})?"),
    Pattern(
        "phone",
        "embedded",
        r"(?:\+[1-9]\d{0,2}[ .-]?\(?\d{1,4}\)?(?:[ .-]?\d{2,4}){2,4}|\(?[2-9]\d{2}\)?[-. ]\d{3}[-. ]\d{4}\b)",
        reach=Reach.PROSE,
    ),
    Pattern(
        "address",
        "number_first",
        rf"{_HOUSE},? (?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.? )?(?:{_L}|\d)(?:{_L}|[ .'0-9-]){{0,}} {_EN}\.?(?:[,;. ]{{1,2}}[ -~\x80-\xff]*)?",
        0.93,
    ),
    Pattern("address", "name_first", rf"{_L}(?:{_L}|[ .'-]){{0,}}{_DE} ?{_HOUSE}{_TAIL}", 0.93),
    Pattern("address", "dutch", rf"{_L}(?:{_L}|[ .'-]){{0,}}{_NL} ?{_HOUSE}{_TAIL}", 0.93),
    Pattern("address", "nordic", rf"{_L}(?:{_L}|[ .'-]){{0,}}{_NORDIC} ?{_HOUSE}{_TAIL}", 0.93),
    Pattern(
        "address",
        "romance",
        rf"{_FRONT} (?:{_L}|\d)(?:{_L}|[ .,'\d/-]){{0,}}(?:,? (?:n\.?(?:\xc2\xba|\xc2\xb0)? ?)?{_HOUSE}|(?:, ?s/n))?{_TAIL}",
        0.88,
    ),
    Pattern(
        "address",
        "street_before",
        rf"{_BEFORE} (?:{_L}|\d)(?:{_L}|[ .,'\d/-]){{0,}},? ?(?i:no:?|nr\.?|kav\.?)? ?{_HOUSE}{_TAIL}",
        0.9,
    ),
    Pattern(
        "address",
        "street_behind",
        rf"(?:{_L}|\d)(?:{_L}|[ .'\d-]){{0,}} {_BEHIND},? ?(?i:no:? ?)?{_HOUSE}{_TAIL}",
        0.9,
    ),
    Pattern(
        "address", "french", rf"{_HOUSE},? (?:bis|ter|quater)?,? ?{_FRONT} {_WORDS}{_TAIL}", 0.93
    ),
    Pattern(
        "address",
        "box",
        r"(?i:p\.?o\.? ?box|postfach|bo\xc3\xaete postale|bp|apartado|casella postale|psc|unit) ?\d{1,6}"
        + _TAIL,
        0.8,
    ),
    Pattern(
        "address",
        "unit",
        r"(?i:apt\.?|apartment|suite|ste\.?|unit|flat|floor|studio|wohnung|appt?\.?|piso|interno|room) ?#?[0-9A-Za-z-]{1,8}(?: [ -~\x80-\xff]*)?",
        0.75,
    ),
    Pattern(
        "address",
        "multi",
        r"[ -~\x80-\xff]{5,}(?:, |\\n ?)[ -~\x80-\xff]{3,}[ ,](?:[A-Z]{2} \d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{4,5},? [ -~\x80-\xff]{3,})",
        0.85,
    ),
    Pattern(
        "address", "zip_city_line", r"[ -~\x80-\xff]{4,}(?:,|\\n) ?\d{4,6} [ -~\x80-\xff]{2,}", 0.85
    ),
    Pattern(
        "address",
        "military",
        r"(?:PSC|Unit|USNV|USS|USCGC|USNS) [ -~]{2,}(?:,|\\n)? ?(?:Box \d{1,5})?[ -~]{0,10}(?:APO|FPO|DPO)[ -~]{0,20}",
        0.85,
    ),
    Pattern(
        "address",
        "cyrillic",
        r"(?:[ -~\xd0-\xd1\x80-\xbf]{0,}, )?(?:\xd1\x83\xd0\xbb.|\xd1\x83\xd0\xbb|\xd0\xbf\xd1\x80|\xd0\xbf\xd0\xb5\xd1\x80|\xd0\xbd\xd0\xb0\xd0\xb1|\xd0\xb1\xd1\x83\xd0\xbb|\xd1\x88|\xd0\xb0\xd0\xbb\xd0\xbb|\xd0\xba\xd0\xbb\xd1\x85|\xd1\x81|\xd0\xb4|\xd0\xb3|\xd0\xbf|\xd1\x81\xd1\x82|\xd0\xba)\.? (?:\xd0|\xd1)[ -~\x80-\xff]+, ?(?:\xd0\xb4|\xd1\x81\xd1\x82\xd1\x80)?\.? ?\d[ -~\x80-\xff]*",
        0.9,
    ),
    Pattern(
        "address",
        "eastern",
        r"[ -~\x80-\xff]*(?:\xe4\xb8\x81\xe7\x9b\xae|\xe7\x95\xaa|\xe5\x8f\xb7|\xe5\x8c\xba|\xe5\xb8\x82|\xe7\x94\xba|\xe6\x9d\x91|\xe9\x83\xa1|\xe9\x83\xbd|\xe8\xb7\xaf|\xe8\xa1\x97|\xe5\xb7\xb7|\xe5\xbc\x84|\xe8\x99\x9f|\xe5\x8f\xb7|\xe6\xae\xb5|\xeb\xa1\x9c|\xea\xb8\xb8|\xeb\x8f\x99|\xea\xb5\xac)[ -~\x80-\xff]*\d[ -~\x80-\xff]*|[ -~\x80-\xff]*\d[ -~\x80-\xff]*(?:\xe4\xb8\x81\xe7\x9b\xae|\xe7\x95\xaa|\xe5\x8f\xb7|\xe5\x8c\xba|\xe5\xb8\x82|\xe7\x94\xba|\xe6\x9d\x91|\xe9\x83\xa1|\xe9\x83\xbd|\xe8\xb7\xaf|\xe8\xa1\x97|\xe5\xb7\xb7|\xe5\xbc\x84|\xe8\x99\x9f|\xe5\x8f\xb7|\xe6\xae\xb5|\xeb\xa1\x9c|\xea\xb8\xb8|\xeb\x8f\x99|\xea\xb5\xac)[ -~\x80-\xff]*",
        0.85,
    ),
    Pattern(
        "address",
        "indian",
        r"(?i:(?:h\.? ?no\.?|plot|door no\.?|house no\.?|flat no\.?)[ .:-]*\d[ -~]+|\d+(?:[/-]\d+)?,? [A-Za-z .'-]+(?:nagar|marg|chowk|ganj|path|vihar|colony|enclave|puram|bagh|road|street)[ -~]*)",
        0.88,
    ),
    Pattern(
        "address",
        "zip_city_tail",
        r"[ -~\x80-\xff]*\d[ -~\x80-\xff]*(?:,|\\n) ?(?:[A-Z]{1,2}-?)?\d{2,3}[ -]?\d{2,3},? [ -~\x80-\xff]{2,}",
        0.88,
    ),
    Pattern(
        "address",
        "tail_zip",
        r"[ -~\x80-\xff]*\d[ -~\x80-\xff]*(?:,|\\n) ?[ -~\x80-\xff]+[ ,-]{1,3}(?:\d{5,6}|[A-Z]{1,2}\d[A-Z0-9]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)",
        0.85,
    ),
    Pattern("address", "any", rf"(?:{_L}|\d|#)[ -~\x80-\xff]*"),
    Pattern(
        "address",
        "name_number",
        rf"{_L}(?:{_L}|[ .'-]){{2,}} {_HOUSE}(?:[,;][ -~\x80-\xff]*)?",
        0.35,
    ),
    Pattern(
        "address",
        "number_name",
        rf"{_HOUSE},? {_L}(?:{_L}|[ .'-]){{2,}}(?:[,;][ -~\x80-\xff]*)?",
        0.35,
    ),
    Pattern("postal_code", "zip9", r"\d{5}-\d{4}", 0.93, country="US"),
    Pattern(
        "postal_code",
        "british",
        r"(?i:[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})",
        0.9,
        country="GB",
    ),
    Pattern(
        "postal_code",
        "canadian",
        r"(?i:[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z][ -]?\d[ABCEGHJ-NPRSTV-Z]\d)",
        0.93,
        country="CA",
    ),
    Pattern(
        "postal_code", "dutch", r"[1-9]\d{3} ?(?:[A-RT-Z][A-Z]|S[BCE-RT-Z])", 0.85, country="NL"
    ),
    Pattern("postal_code", "polish", r"\d{2}-\d{3}", 0.75, country="PL"),
    Pattern("postal_code", "portuguese", r"\d{4}-\d{3}", 0.75, country="PT"),
    Pattern("postal_code", "brazilian", r"\d{5}-\d{3}", 0.85, country="BR"),
    Pattern("postal_code", "japanese", r"(?:\xe3\x80\x92 ?)?\d{3}-\d{4}", 0.42, country="JP"),
    Pattern(
        "postal_code",
        "prefixed",
        r"(?:D|A|CH|F|I|B|L|NL|DK|S|SE|FIN|FI|LV|LT|AT|DE|FR|MD|AZ)[- ]\d{4,5}",
        0.85,
    ),
    Pattern("postal_code", "grouped", r"\d{3} \d{2}", 0.8),
    Pattern(
        "postal_code",
        "irish",
        r"[ACDEFHKNPRTVWXY]\d[\dW] ?[\dACDEFHKNPRTVWXY]{4}",
        0.85,
        country="IE",
    ),
    Pattern("postal_code", "five", r"\d{5}", 0.2),
    Pattern("postal_code", "six", r"\d{6}", 0.1),
    Pattern("postal_code", "four", r"\d{4}", 0.05),
    Pattern("postal_code", "unpadded", r"\d{3,7}|[A-Za-z0-9]{2,5}[ -]?[A-Za-z0-9]{2,5}"),
    Pattern(
        "gps_coordinates",
        "pair",
        r"[(\[]?(?i:POINT ?\()?[+-]?(?:[0-8]?\d|90|1[0-7]\d|180|9\d)\.\d{2,15} ?[,; ] ?[+-]?(?:1[0-7]\d|180|\d{1,2})\.\d{2,15}[)\]]{0,2}",
        0.95,
    ),
    Pattern(
        "gps_coordinates",
        "degrees",
        r"\d{1,3}(?:\xc2\xb0|d)? ?\d{1,2}(?:'|\xe2\x80\xb2|m)? ?(?:\d{1,2}(?:\.\d{1,6})?(?:\"|\xe2\x80\xb3|s)?)? ?[NSEWO][ -~\x80-\xff]*",
        0.9,
    ),
    Pattern("gps_coordinates", "decimal", r"[+-]?(?:1[0-7]\d|180|\d{1,2})\.\d{3,16}", 0.2),
    Pattern("gps_coordinates", "loose", r"[+-]?\d{1,3}(?:[.,]\d{1,16})?"),
    Pattern(
        "gps_coordinates",
        "wkb",
        r"(?:[0-9A-Fa-f]{42,50}|(?i:(?:SRID=\d{4,6};)?POINT ?\([ 0-9.+-]{3,}\)))",
        0.6,
    ),
    Pattern(
        "gps_coordinates",
        "json",
        r"\{ ?\"lat(?:itude)?\": ?-?\d{1,3}\.\d{1,16}, ?\"(?:lon|lng|longitude)\": ?-?\d{1,3}\.\d{1,16} ?\}",
        0.97,
    ),
    Pattern("country", "alpha", r"[A-Za-z]{2,3}"),
    Pattern("region", "alpha", r"[A-Za-z]{1,3}"),
)
