"""Words without which a pattern cannot match; a passage that lacks them is not searched."""

# ruff: noqa: E501 - a pattern is easier to read and to search in one piece
from __future__ import annotations

__all__ = [
    "AGES",
    "BIOMETRICS",
    "BIRTH",
    "CAPTIONS",
    "CARS",
    "DIGIT_WORDS",
    "EMPLOYERS",
    "FILES",
    "FRAMES",
    "HOLIDAYS",
    "HOSTS",
    "LEAD_ENDS",
    "LIVES",
    "MONTHS",
    "NUMBERS",
    "PERSONS",
    "PICTURES",
    "PLATES",
    "PRONOUNS",
    "ROADS",
    "SAID",
    "THANKS",
    "TIMES",
    "TRAITS",
    "VOICES",
    "WORKERS",
    "word_set",
]  # fmt: skip


def word_set(text: str) -> frozenset[str]:
    """Words written with spaces between them."""
    return frozenset(text.split())


_set = word_set


MONTHS = _set(
    "january jan february feb march mar april apr may june jun july jul august aug september sept sep october oct november nov december dec enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre "
    "januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre décembre"
)
TIMES = _set(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays"
)
AGES = _set(
    "b nonagenarian nonagenarians centenarian centenarians supercentenarian nineties s ninety ninetieth hundredth hundred birthday"
)
BIRTH = _set("b born birth birthday dob yob")
DIGIT_WORDS = _set("dash zero oh one two three four five six seven eight nine double triple")
NUMBERS = _set(
    """ssn ss s soc cdl social mrn m medical med health chart emr ehr empi patient client pt record member membership subscriber beneficiary policy policyholder
    medicare mbi hicn medicaid insurance group rx prior preauth preauthorization pre authorization authorisation auth claim case adjuster file l workers worker comp prescription study
    participant subject va veteran edipi dod account acct iban routing bank checking savings credit debit card cc cvv cvc venmo gift package invoice booking
    confirmation appointment order ticket locker driver drivers dl license licence passport green visa alien tribal state id student employee badge certificate
    birth vin vehicle number plate plates placard permit tag frame serial sn udi lot model device implant pacemaker icd insulin pump hearing cpap wheelchair
    odl ohp oregon medi hmo hospital hosp lab unit mastercard amex discover prosthesis prosthetic prosthetics spinal reference ref priorauth"""
)
PRONOUNS = _set("she he her his him")
CARS = _set(
    "toyota corolla camry prius rav honda civic accord subaru outback forester ford chevy chevrolet silverado dodge jeep nissan altima mazda volvo "
    "vw volkswagen bmw audi tesla kia hyundai lexus buick gmc ram truck pickup van minivan suv sedan hatchback car motorcycle wagon camper"
)
PLATES = _set("plate plates")
ROADS = _set(
    "street st avenue ave road rd drive dr boulevard blvd lane ln court ct place pl way terrace ter circle cir highway hwy parkway pkwy loop trail tr rise row square sq alley crescent close mews "
    "gardens grove hill view point run path walk bend crossing cove heights ridge landing meadow meadows estates commons plaza pike turnpike route xing fork spur hollow creek box"
)
LIVES = _set(
    """live lives lived living resides resided residing grew raised born home house farm ranch cabin retired moved drives drive commutes travels comes come came originally native based works work stationed
    settled family from of in near outside"""
)
EMPLOYERS = _set(
    "works work worked working employed employer job manager nurse teacher teaches professor driver clerk coach principal pastor barista cook server mechanic engineer secretary foreman shift student goes attends rn lpn cna md "
    "enrolled plays runs owner owns occupation at with of line"
)
FRAMES = (
    _set("name names nam"), _set("name"), _set("call calls called"), _set("goes signs known nicknamed nickname nick aka a née nee formerly answers"),
    _set("name named names naming call called calls calling christened nicknamed baptized"), _set("of"), _set("spell spelled spells spelling"), _set("to at from across"), _set("note notes file files chart charts record records folder paperwork dossier"), _set("soy llamo nombre habla suis appelle nom bin heiße heisse name chamo nome chiamo ako"), _set("re"),
    _set("name"), _set("name"), _set("under"), _set("under"), _set("change correct update switch fix changed"), _set("add list put make"),
    _set("hello hi hey good"), _set("patient client cleint clinet clent pateint patinet pt cl customer emergency kin contact insured subscriber claimant policyholder guarantor"),
    _set("named called name whose call"), _set(
        "husband wife spouse partner fiancé fiance fiancée fiancee boyfriend girlfriend daughter son kid kids child children baby toddler twin twins mother mom mum mama father dad papa sister brother "
        "grandmother grandma grandfather grandf grandpa grandson granddaughter grandkid grandkids aunt uncle niece nephew cousin stepson stepdaughter law friend neighbor neighbour roommate caregiver boss guardian dog"
    ),
    _set("happy"), _set("mr mrs ms miss mx messrs frau herr señora señor señorita sra mme mlle madame monsieur signora signor"), _set("captain capt coach pastor reverend rev deacon sergeant sgt officer lieutenant deputy private corporal granny grandma grandpa gramps nana auntie aunt uncle old little big poor dear sweet young miss madame señora señor abuela tía"), _set("it its this im i"), _set("here speaking calling writing"), _set("your you we thank please happy welcome congrats congratulations"), _set("thank thanks yours love gratefully hugs"), _set("family families twins sisters brothers household kid kids couple girl girls boy boys lady baby woman clan siblings place house home farm ranch"), _set(
        "thx ty tx tysm talk see sincerely regards love thanks thank cheers best yours warmly xo xox xoxo gratefully hugs take blessings signed respectfully namaste cordially gratitude"
    ),
    _set("referring referred sending sent referral patient re regarding"), _set("class itemprop data id"), _set("name fullname firstname lastname fname lname"),
)  # fmt: skip
HOSTS = _set("name dob email http https www com org net io me example co us app health test")
FILES = _set(
    "mp m jpg jpeg png webp heic gif tif tiff pdf doc docx xls xlsx csv mp4 mov m4a mp3 wav txt md htm html ics eml vcf zip pages odt avif svg src href poster content data"
)
PICTURES = _set(
    "reel reels clip clips footage polaroid polaroids timelapse gif gifs tiktok ray rays xray xrays mri screenshot screenshots screen photo photos picture pictures scan scans scanned snapshot copy image images pic pics selfie selfies video videos recording recordings voicemail clip before pictured shown portrait close closeup planner calendar schedule text inbox chart intake portal booking appointment"
)
CAPTIONS = _set(
    "alt title caption label figcaption photo picture pictured image video shown above below left right png jpg jpeg webp"
)
BIOMETRICS = _set(
    "fingerprint fingerprints finger thumb thumbprint thumbprints palm palmprint hand voice voiceprint voiceprints retina retinal iris face faceprint faceprints facial gait foot recording body d biometric biometrics print prints ear lip tongue vein dental plaster dna keystroke signature retinal palms"
)
VOICES = _set("i my me she he her his mr mrs ms dob mrn phone cell")
SAID = _set("said says writes wrote told shared shares recalls adds added from")
THANKS = _set(
    "reviewer thank thanks thx sorry glad happy delighted thrilled grateful appreciate dear hi"
)
TRAITS = _set(
    """queen king princess champion winner holder medalist medallist presenter newsreader newscaster weatherwoman weather mayor vice sheriff chief postmaster superintendent manager clerk magistrate treasurer assessor surveyor coroner laureate champions attorney judge principal coach senator representative congressman congresswoman anchor meteorologist host weatherman bishop rabbi priest imam pastor director commissioner
    councilor council only first youngest oldest last tallest sole one news paper headlines front story survivor lottery bronze silver gold olympic world title national crash fire shooting accident explosion avalanche tattoo tattoos birthmark
    goalkeeper goalie keeper captain quarterback pitcher catcher setter libero striker guard shortstop coxswain cox stroke concertmaster conductor soloist organist drummer bassist mascot marshal valedictorian finalist runner surviving remaining
    town county village city valley island region district university school college team club church tribe year years
    tattooed missing prosthetic glass conjoined six albino albinism identical triplets quadruplets quintuplets"""
)
PERSONS = _set(
    "my her his hers she he i im ive client patient pt cl presented presents complains complained complaining complain hx history dx diagnosed suffers suffered came comes limped hobbled walked drove flew rode worked saw sees visits visited treated helped "
    "regular regulars paciente cliente patientin mi flexion extension tolerated postop lbp f m old case"
)
HOLIDAYS = _set(
    "christmas thanksgiving easter halloween valentine valentine's labor memorial new july groundhog patrick boxing hanukkah diwali eid kippur rosh columbus"
)
WORKERS = _set(
    "pt case client patient clients patients she he her his man woman runner someone my i who came sees saw us table old year employer occupation husband wife son daughter"
)
LEAD_ENDS = _set(
    """- 30th 30th, 40th 40th, 50th 50th, 60th 60th, 70th 70th, 80th 80th, 90th 90th, about alt
    alt: am ask asked assess assessed attn attn: bill billed birthday birthday, book booked
    brought by call called cancel caption caption: charge confirmed congrats congratulate
    congratulated congratulating congratulations dear discharge discharged e-mail e-mailed
    email emailed evaluate evaluated fit for from from: fyi fyi: hello hello, help helped
    helping hey hey, hi hi, i'm i, in is it's its it’s i’m kudos massage massaged massaging
    me, meet met move moved note note: of on pencil phone phoned re re-evaluate re:
    reevaluate refund regarding remind reschedule ring saw schedule see seeing seen self:
    shout-out shoutout slot soon soon, squeeze subject: tell text thank thanks to todo todo: told w/ c/o
    take took treat treated treating watch welcome with you"""
)
