"""Words shared by the claim checks: treatments, conditions, diseases."""

from __future__ import annotations

__all__ = ["COMPETITOR", "CONDITION", "DISEASE", "MASSAGE", "OURS"]

MASSAGE = (
    r"massages?|massage therap(?:y|ies|ists?)|bodywork|body work|deep[ -]tissue(?: work)?|swedish"
    r"|myofascial(?: release)?|trigger[ -]points?(?: (?:therapy|work|release|treatment))?"
    r"|soft[ -]tissue (?:work|therapy|treatment|techniques?|mobili[sz]ation)|manual therap(?:y|ies)"
    r"|(?:manual )?lymph(?:atic)? drainage|cranio-?sacral(?: therapy)?|cupping|reflexology"
    r"|shiatsu|tuina"
    r"|hot[ -]stones?|aromatherapy|hands-on (?:work|care|treatment|therapy)|effleurage"
    r"|therapeutic touch|neuromuscular therapy|gua sha|thai yoga massage"
    r"|kinesio(?:logy)? tap(?:e|ing)"
)
"""What a massage therapist does, by its names."""

OURS = (
    r"(?:our|my|these|this|the|each|every|regular|weekly|monthly|a|one|just one|single|gentle"
    r"|medical|the right|consistent|a few) "
    r"(?:\w+ ){0,2}?(?:sessions?|treatments?|therap(?:y|ies)|techniques?|visits?|work"
    r"|methods?|approach(?:es)?|hands|therapists?|touch|modalit(?:y|ies)|program(?:me)?s?"
    r"|service|clinic)"
    r"|(?:sessions?|treatments?|therapists?|techniques?|we|i|lmts?)"
)
"""How a practice speaks of its own work without naming it."""

COMPETITOR = (
    r"exercises?|strengthening|training|stretching|nsaids?|drugs?|medicines?|medications?"
    r"|opioids?|ibuprofen|surgery"
    r"|acupuncture|acupressure|yoga|tai chi|mindfulness|meditation|physical therap(?:y|ists?)"
    r"|physiotherapy"
    r"|cognitive behaviou?ral therapy|chiropractic|dry needling|heat|ice|splints?|injections?"
    r"|education"
    r"|walking|sleep hygiene|rest|counsel+ing|manipulation|shock[ -]?wave|sitting|posture"
    r"|screens?|typing"
)
"""What else is given for the same conditions; a sentence about it makes no claim for massage."""

CONDITION = (
    r"pains?|painful|aches?|aching|achy|sore(?:ness)?|stiff(?:ness)?|headaches?|migraines?"
    r"|(?:muscle |neck |jaw )?tension"
    r"|tight(?:ness)?|spasms?|knots|stress|anxiety|anxious|depress(?:ion|ive|ed)|mood"
    r"|sleep(?:ing|less(?:ness)?)?|insomnia"
    r"|fatigue|sciatica|fibromyalgia|(?:osteo)?arthriti[cs]|carpal tunnel|tennis elbow"
    r"|golfer's elbow"
    r"|plantar fasci\w+|heel pain|tmj|tmd|frozen shoulder|whiplash|cramps?|cramping|pms"
    r"|period pain|nausea"
    r"|swelling|lymph(?:o)?edema|o?edema|inflammation|injur(?:y|ies)|range of motion|mobility"
    r"|flexibility"
    r"|disability|blood pressure|digestion|constipation|asthma|colic|reflux|recover(?:y|ies)"
    r"|performance"
    r"|symptoms?|ptsd|adhd|neuropathy|tend(?:i|o)n\w+|bursitis|scoliosis|(?:herniated|bulging"
    r"|slipped) dis[ck]s?"
    r"|pinched nerves?|nerve pain|discomfort|quality of life|postures?|concentration|numbness"
    r"|tingling"
    r"|vertigo|tinnitus|sinus\w*|allerg(?:y|ies)|hypertension|repetitive strain|shin splints"
    r"|long covid|brain fog"
    r"|function(?:ing|s)?(?= (?:in|at|after|and|for|better)\b|[ ]*[.,;!]|$)|grip"
    r"|energy(?: levels?)?"
    r"|(?:neck|back|shoulder|physical|hand|knee|jaw|daily) function|well-?being|irritability"
    r"|dizziness|(?:elbow|wrist|ankle|foot|hand|hip|leg|arm) (?:pain|problems?)"
    r"|burnout|panic(?: attacks?)?|labor|contractions|hot flashes|menopaus\w+|neck|lower back"
    r"|puffiness|bloating|bruising|bruxism|snoring|(?:teeth|tooth|night|jaw) grinding|congestion"
    r"|heartburn|jet lag|hangovers?|nightmares|cravings|spasticity|restless legs?"
    r"|full (?:motion|movement|range)"
    r"|back|shoulders?|jaw|knees?|hips?|balance(?! (?:due|bill|owed|sheet))|moving(?= again| freely"
    r"| better)|morale|sick days|calmer mind|constipat\w+|clicking|clenching"
)
"""Conditions, symptoms and functions a patient may seek help for."""

DISEASE = (
    r"bipolar(?: disorder)?|schizophrenia|ocd|eating disorders?|anorexia|heart failure|angina"
    r"|atrial fibrillation|anemia|gout|kidney disease|liver disease|glaucoma|shingles"
    r"|celiac disease"
    r"|gerd|hiv|als|seizures?|cancers?|tumou?rs?|diabetes|covid(?:-19)?|long covid|(?:clinical "
    r"|major )?depression"
    r"|asthma|high blood pressure"
    r"|hypertension|heart disease|strokes?|multiple sclerosis|parkinson'?s?(?: disease)?"
    r"|alzheimer'?s?(?: disease)?"
    r"|dementia|adhd|autism|ptsd|post-traumatic stress disorder|anxiety disorders?"
    r"|panic disorder|epilepsy|infertility"
    r"|ibs|irritable bowel(?: syndrome)?|crohn'?s(?: disease)?|colitis|endometriosis|lupus"
    r"|rheumatoid arthritis|scoliosis"
    r"|lyme disease|chronic fatigue syndrome|pneumonia|bronchitis|copd|colds?(?: and flu)?"
    r"|flu|infections?|viruses"
    r"|illness(?:es)?|diseases?|osteoporosis|thyroid\w*|pcos|eczema|psoriasis|addiction"
    r"|hepatitis|arteriosclerosis|herpes|blood clots?"
)
"""Illnesses that massage does not treat."""
