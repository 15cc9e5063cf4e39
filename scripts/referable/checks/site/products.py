"""Services that practices commonly embed, by name, so that a message can say what to do instead.

The list only improves wording: a host that is not in it is reported all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Kind", "Product", "find_product", "product_called"]


class Kind(StrEnum):
    """What a service does, which decides what to use in its place."""

    ANALYTICS = "analytics"
    PIXEL = "advertising pixel"
    REPLAY = "session recording"
    TAGS = "tag manager"
    CHAT = "chat"
    MAP = "map"
    VIDEO = "video"
    AUDIO = "audio player"
    FONT = "font"
    CAPTCHA = "captcha"
    COMMENTS = "comments"
    BOOKING = "booking"
    MESSAGING = "messaging"
    FORMS = "form"
    PAYMENT = "payment"
    REVIEWS = "reviews"
    SOCIAL = "social media"
    CONSENT = "consent banner"
    CDN = "file host"
    ERRORS = "error reporting"
    NEWSLETTER = "newsletter"


_INSTEAD = {
    Kind.ANALYTICS: "Delete it. Ask new patients and referrers how they found you instead.",
    Kind.PIXEL: "Delete it. No banner or setting makes an advertising pixel safe on a health page.",
    Kind.REPLAY: "Delete it: it records what visitors do on a page about their health.",
    Kind.TAGS: "Delete it, with everything it was meant to load.",
    Kind.CHAT: "Delete it and show your phone number instead.",
    Kind.MAP: "Link to the map instead, or save a picture of the map in docs/ and show that.",
    Kind.VIDEO: "Link to the video instead; a still picture of your own may carry the link.",
    Kind.AUDIO: "Link to the recording instead, or keep the sound file in docs/.",
    Kind.FONT: "Delete it: the site brings its own fonts. Put other font files in docs/.",
    Kind.CAPTCHA: "Delete it: this site has no form to protect.",
    Kind.COMMENTS: "Delete it: a comment under a health page can identify a patient.",
    Kind.BOOKING: "Use a plain link to the booking page, to a host listed with `baa: true` in "
    "practice.yml, never a frame or script.",
    Kind.MESSAGING: "Use a plain link, to a host listed with `baa: true` in practice.yml, or your "
    "phone number.",
    Kind.FORMS: "Offer a printable form and your phone or fax number instead.",
    Kind.PAYMENT: "Use a plain link to the payment page instead.",
    Kind.REVIEWS: "Link to your profile there instead.",
    Kind.SOCIAL: "Link to your profile there instead.",
    Kind.CONSENT: "Delete it: with no tracker on the site there is nothing to consent to.",
    Kind.CDN: "Save the file in docs/ and refer to it there.",
    Kind.ERRORS: "Delete it: error reports carry the visitor's address and page.",
    Kind.NEWSLETTER: "Use a plain link to the sign-up page instead.",
}


@dataclass(frozen=True, slots=True)
class Product:
    """A service with its usual name."""

    name: str
    kind: Kind

    @property
    def instead(self) -> str:
        """What to use in its place, as a sentence."""
        return _INSTEAD[self.kind]


# "host[/path prefix]" lists, one service a line: name | kind | hosts.
_TABLE = """
Google Analytics|analytics|google-analytics.com analytics.google.com ssl.google-analytics.com
Google Tag Manager|tag manager|googletagmanager.com
Google Ads|advertising pixel|googleadservices.com googlesyndication.com doubleclick.net
Google Ads|advertising pixel|adservice.google.com
Google reCAPTCHA|captcha|google.com/recaptcha recaptcha.net gstatic.com/recaptcha
Google Maps|map|google.com/maps maps.google.com maps.googleapis.com maps.app.goo.gl goo.gl/maps
Google Maps|map|maps.gstatic.com
Google Fonts|font|fonts.googleapis.com fonts.gstatic.com
Google Forms|form|docs.google.com/forms forms.gle
Google Calendar|booking|calendar.google.com calendar.app.google
Google Optimize|analytics|googleoptimize.com optimize.google.com
Google Translate|social media|translate.google.com translate.googleapis.com
Google sign-in|social media|accounts.google.com apis.google.com
Google search box|analytics|cse.google.com google.com/cse
Meta Pixel|advertising pixel|connect.facebook.net facebook.com/tr pixel.facebook.com
Facebook|social media|facebook.com fbcdn.net
Facebook Messenger|messaging|m.me messenger.com
WhatsApp|messaging|wa.me whatsapp.com
Telegram|messaging|t.me telegram.org
Instagram|social media|instagram.com cdninstagram.com
X (Twitter)|social media|platform.twitter.com twitter.com twimg.com ads-twitter.com t.co
LinkedIn|advertising pixel|snap.licdn.com px.ads.linkedin.com licdn.com ads.linkedin.com
LinkedIn|social media|platform.linkedin.com linkedin.com
TikTok Pixel|advertising pixel|analytics.tiktok.com
TikTok|social media|tiktok.com
Pinterest|advertising pixel|ct.pinterest.com pinimg.com assets.pinterest.com
Snap Pixel|advertising pixel|sc-static.net tr.snapchat.com
Reddit Pixel|advertising pixel|redditstatic.com alb.reddit.com
Microsoft Advertising|advertising pixel|bat.bing.com
Microsoft Clarity|session recording|clarity.ms
Microsoft Bookings|booking|outlook.office365.com/owa/calendar outlook.office.com/bookwithme
Microsoft Bookings|booking|book.ms bookings.cloud.microsoft
Microsoft Forms|form|forms.office.com forms.microsoft.com
Bing Maps|map|bing.com/maps dev.virtualearth.net
The Trade Desk|advertising pixel|adsrvr.org
Taboola|advertising pixel|taboola.com
Outbrain|advertising pixel|outbrain.com
Criteo|advertising pixel|criteo.com criteo.net
AdRoll|advertising pixel|adroll.com
Quora Pixel|advertising pixel|q.quora.com a.quora.com
Amazon Ads|advertising pixel|amazon-adsystem.com
Yandex Metrica|analytics|mc.yandex.ru metrika.yandex.ru
Hotjar|session recording|hotjar.com hotjar.io
FullStory|session recording|fullstory.com
LogRocket|session recording|logrocket.com logrocket.io lr-ingest.io lr-in.com
Mouseflow|session recording|mouseflow.com
Lucky Orange|session recording|luckyorange.com luckyorange.net
Crazy Egg|session recording|crazyegg.com
Smartlook|session recording|smartlook.com
Inspectlet|session recording|inspectlet.com
Contentsquare|session recording|contentsquare.net contentsquare.com
Heap|analytics|heap.io heapanalytics.com heap-api.com
Mixpanel|analytics|mixpanel.com mxpnl.com
Amplitude|analytics|amplitude.com
Segment|analytics|segment.com segment.io
PostHog|analytics|posthog.com
Plausible|analytics|plausible.io
Fathom|analytics|usefathom.com
Umami|analytics|umami.is
Simple Analytics|analytics|simpleanalytics.com simpleanalyticscdn.com
GoatCounter|analytics|goatcounter.com gc.zgo.at
Matomo|analytics|matomo.cloud matomo.org
Cloudflare Web Analytics|analytics|cloudflareinsights.com
Vercel Analytics|analytics|vercel-insights.com va.vercel-scripts.com
Statcounter|analytics|statcounter.com
Quantcast|analytics|quantserve.com quantcount.com
Comscore|analytics|scorecardresearch.com
Adobe Analytics|analytics|omtrdc.net demdex.net adobedtm.com
Kissmetrics|analytics|kissmetrics.com kissmetrics.io
Optimizely|analytics|optimizely.com
VWO|analytics|visualwebsiteoptimizer.com
CallRail|analytics|callrail.com
HubSpot|analytics|hs-scripts.com hs-analytics.net hubspot.com hsforms.net hsforms.com
HubSpot|analytics|hs-banner.com hscollectedforms.net usemessages.com hsadspixel.net
New Relic|error reporting|newrelic.com nr-data.net
Datadog|error reporting|datadoghq.com datadoghq-browser-agent.com
Sentry|error reporting|sentry.io sentry-cdn.com
Bugsnag|error reporting|bugsnag.com
Intercom|chat|intercom.io intercomcdn.com intercom.com intercomassets.com
Drift|chat|drift.com driftt.com
Tawk.to|chat|tawk.to
Crisp|chat|crisp.chat
Zendesk|chat|zendesk.com zdassets.com zopim.com
LiveChat|chat|livechatinc.com livechat.com
Tidio|chat|tidio.co tidio.com tidiochat.com
Olark|chat|olark.com
Freshchat|chat|freshchat.com wchat.freshchat.com freshworks.com
Podium|chat|podium.com
Birdeye|chat|birdeye.com
Smartsupp|chat|smartsuppchat.com smartsupp.com
JivoChat|chat|jivosite.com jivochat.com
Elfsight|social media|elfsight.com elfsightcdn.com
OpenStreetMap|map|openstreetmap.org
Mapbox|map|mapbox.com
Leaflet|file host|leafletjs.com
Apple Maps|map|maps.apple.com apple-mapkit.com
MapTiler|map|maptiler.com
Waze|map|waze.com
YouTube|video|youtube.com youtube-nocookie.com youtu.be ytimg.com
Vimeo|video|vimeo.com vimeocdn.com
Wistia|video|wistia.com wistia.net
Loom|video|loom.com
Dailymotion|video|dailymotion.com
Vidyard|video|vidyard.com
Brightcove|video|brightcove.net brightcove.com
Twitch|video|twitch.tv
Spotify|audio player|spotify.com
SoundCloud|audio player|soundcloud.com
Apple Podcasts|audio player|embed.podcasts.apple.com
Adobe Fonts|font|typekit.net typekit.com
Bunny Fonts|font|fonts.bunny.net
Fontshare|font|fontshare.com
Fonts.com|font|fast.fonts.net fonts.com
Font Awesome|font|fontawesome.com
hCaptcha|captcha|hcaptcha.com
Cloudflare Turnstile|captcha|challenges.cloudflare.com
Friendly Captcha|captcha|friendlycaptcha.com
Arkose Labs|captcha|arkoselabs.com funcaptcha.com
Disqus|comments|disqus.com disquscdn.com
giscus|comments|giscus.app
utterances|comments|utteranc.es
Commento|comments|commento.io
Hyvor Talk|comments|hyvor.com
Cusdis|comments|cusdis.com
Calendly|booking|calendly.com
Acuity Scheduling|booking|acuityscheduling.com as.me squarespacescheduling.com
Square|booking|squareup.com square.site squarecdn.com book.squareup.com
Jane|booking|janeapp.com jane.app
Vagaro|booking|vagaro.com
Mindbody|booking|mindbodyonline.com mindbody.io healcode.com
MassageBook|booking|massagebook.com
ClinicSense|booking|clinicsense.com
Noterro|booking|noterro.com
Fresha|booking|fresha.com
Booksy|booking|booksy.com
StyleSeat|booking|styleseat.com
GlossGenius|booking|glossgenius.com
Schedulicity|booking|schedulicity.com
Setmore|booking|setmore.com
SimplePractice|booking|simplepractice.com
Cliniko|booking|cliniko.com
Full Slate|booking|fullslate.com
Genbook|booking|genbook.com
10to8|booking|10to8.com
SimplyBook.me|booking|simplybook.me simplybook.it
YouCanBook.me|booking|youcanbook.me
Appointy|booking|appointy.com
Bookeo|booking|bookeo.com
Boulevard|booking|joinblvd.com blvd.co
Zocdoc|booking|zocdoc.com
TidyCal|booking|tidycal.com
Cal.com|booking|cal.com
SavvyCal|booking|savvycal.com
Doodle|booking|doodle.com
Typeform|form|typeform.com
Jotform|form|jotform.com jotform.us jotfor.ms hipaa.jotform.com
SurveyMonkey|form|surveymonkey.com
Formspree|form|formspree.io
Formsubmit|form|formsubmit.co
Getform|form|getform.io getform.com
Web3Forms|form|web3forms.com
Basin|form|usebasin.com
Cognito Forms|form|cognitoforms.com
Wufoo|form|wufoo.com
Formstack|form|formstack.com
Tally|form|tally.so
Airtable|form|airtable.com
Netlify Forms|form|netlify.com/forms
IntakeQ|form|intakeq.com
Hushmail|form|hushforms.com secure.hush.com hush.com
HIPAAtizer|form|hipaatizer.com
Paperform|form|paperform.co
123FormBuilder|form|123formbuilder.com
Formsite|form|formsite.com
Zoho Forms|form|forms.zoho.com forms.zohopublic.com
Phreesia|form|phreesia.com phreesia.net
Practice Better|booking|practicebetter.io
Healthie|booking|gethealthie.com
TherapyNotes|booking|therapyportal.com therapynotes.com
TherapyAppointment|booking|therapyappointment.com
NexHealth|booking|nexhealth.com
Tebra|booking|tebra.com kareo.com patientpop.com
athenahealth|booking|athenahealth.com
Luma Health|booking|lumahealth.io
Zanda|booking|powerdiary.com zandahealth.com
Timely|booking|gettimely.com
Zenoti|booking|zenoti.com
Mangomint|booking|mangomint.com
Booker|booking|secure-booker.com booker.com
WellnessLiving|booking|wellnessliving.com
Pabau|booking|pabau.com
OptiMantra|booking|optimantra.com
Zoho Bookings|booking|zohobookings.com bookings.zoho.com
HoneyBook|booking|honeybook.com
Dubsado|booking|dubsado.com
Spruce|messaging|sprucehealth.com
Klara|messaging|klara.com
OhMD|messaging|ohmd.com
Weave|messaging|getweave.com
Signal|messaging|signal.me signal.group
Viber|messaging|viber.com
LINE|messaging|line.me
Discord|messaging|discord.gg discord.com
Doxy.me|messaging|doxy.me
Mailchimp|newsletter|list-manage.com mailchimp.com chimpstatic.com
ConvertKit|newsletter|convertkit.com kit.com
Klaviyo|newsletter|klaviyo.com
Constant Contact|newsletter|constantcontact.com ctctcdn.com
MailerLite|newsletter|mailerlite.com
Substack|newsletter|substack.com
Stripe|payment|stripe.com
PayPal|payment|paypal.com paypalobjects.com
Yelp|reviews|yelp.com yelpcdn.com
Trustpilot|reviews|trustpilot.com
Cookiebot|consent banner|cookiebot.com
OneTrust|consent banner|onetrust.com cookielaw.org
CookieYes|consent banner|cookieyes.com
Osano|consent banner|osano.com
iubenda|consent banner|iubenda.com
Termly|consent banner|termly.io
AddThis|social media|addthis.com
ShareThis|social media|sharethis.com
AddToAny|social media|addtoany.com
Gravatar|social media|gravatar.com
accessiBe|analytics|acsbapp.com accessibe.com
UserWay|analytics|userway.org
jsDelivr|file host|jsdelivr.net
unpkg|file host|unpkg.com
cdnjs|file host|cdnjs.cloudflare.com
Google's library host|file host|ajax.googleapis.com
jQuery's file host|file host|code.jquery.com
Bootstrap's file host|file host|bootstrapcdn.com
Skypack|file host|skypack.dev esm.sh
Polyfill|file host|polyfill.io
GitHub|file host|githubusercontent.com api.github.com github.io
Imgur|file host|imgur.com
Unsplash|file host|unsplash.com
WordPress.com|analytics|stats.wp.com pixel.wp.com
WordPress.com|file host|wp.com
"""


def _read_table() -> dict[str, list[tuple[str, Product]]]:
    by_host: dict[str, list[tuple[str, Product]]] = {}
    for line in _TABLE.strip().splitlines():
        name, kind, places = line.split("|")
        product = Product(name, Kind(kind))
        for place in places.split():
            host, slash, path = place.partition("/")
            by_host.setdefault(host, []).append((slash + path, product))
    for entries in by_host.values():
        entries.sort(key=lambda entry: -len(entry[0]))  # the longest path decides
    return by_host


_BY_HOST = _read_table()
_PATH = re.compile(r"(?:[a-z][a-z0-9+.\-]*:)?[\\/]*[^\\/?#]*([^?#]*)", re.IGNORECASE)


def find_product(host: str, address: str = "") -> Product | None:
    """The service behind a host, by its name or a parent domain's.

    Args:
        host: A host such as `www.youtube.com`.
        address: The whole address; its path tells Google's services apart.
    """
    match = _PATH.match(address)
    path = match[1].lower() if match else ""
    labels = host.lower().split(".")
    for start in range(len(labels) - 1):
        for prefix, product in _BY_HOST.get(".".join(labels[start:]), ()):
            if path.startswith(prefix):
                return product
    return None


# Calls that only a tracker's own snippet makes. Short names need the argument that goes with them.
_CALLS: tuple[tuple[str, str, Kind], ...] = (
    (r"\bgtag\s*\(\s*['\"](?:js|config|event|set|consent)", "Google Analytics", Kind.ANALYTICS),
    (r"\bga\s*\(\s*['\"](?:create|send|set|require)", "Google Analytics", Kind.ANALYTICS),
    (r"\b_gaq\s*\.\s*push\b|\bGoogleAnalyticsObject\b", "Google Analytics", Kind.ANALYTICS),
    (r"\bdataLayer\s*\.\s*push\b|['\"]gtm\.start['\"]", "Google Tag Manager", Kind.TAGS),
    (r"\bfbq\s*\(|\b_fbq\b", "Meta Pixel", Kind.PIXEL),
    (r"\bttq\s*\.\s*(?:load|page|track)\b", "TikTok Pixel", Kind.PIXEL),
    (r"\btwq\s*\(\s*['\"]", "X (Twitter) pixel", Kind.PIXEL),
    (r"\bpintrk\s*\(", "Pinterest tag", Kind.PIXEL),
    (r"\bsnaptr\s*\(", "Snap Pixel", Kind.PIXEL),
    (r"\brdt\s*\(\s*['\"](?:init|track)", "Reddit Pixel", Kind.PIXEL),
    (r"\blintrk\s*\(|\b_linkedin_(?:data_)?partner_ids?\b", "LinkedIn Insight", Kind.PIXEL),
    (r"\bqp\s*\(\s*['\"](?:init|track)", "Quora Pixel", Kind.PIXEL),
    (r"\buetq\b", "Microsoft Advertising", Kind.PIXEL),
    (r"\b_paq\s*\.\s*push\b|\b_mtm\b", "Matomo", Kind.ANALYTICS),
    (r"\bhj\s*\(\s*['\"]|\b_hjSettings\b", "Hotjar", Kind.REPLAY),
    (r"\bclarity\s*\(\s*['\"](?:set|event|consent|identify)", "Microsoft Clarity", Kind.REPLAY),
    (r"\bLogRocket\s*\.\s*init\b", "LogRocket", Kind.REPLAY),
    (r"\bFS\s*\.\s*(?:identify|event)\b|\b_fs_org\b", "FullStory", Kind.REPLAY),
    (r"\b_mfq\b", "Mouseflow", Kind.REPLAY),
    (r"\bsmartlook\s*\(", "Smartlook", Kind.REPLAY),
    (r"\bmixpanel\s*\.\s*(?:init|track|identify)\b", "Mixpanel", Kind.ANALYTICS),
    (r"\bamplitude\s*\.\s*(?:init|track|getInstance)\b", "Amplitude", Kind.ANALYTICS),
    (r"\bposthog\s*\.\s*(?:init|capture|identify)\b", "PostHog", Kind.ANALYTICS),
    (r"\bheap\s*\.\s*(?:load|track|identify)\b", "Heap", Kind.ANALYTICS),
    (r"\bplausible\s*\(\s*['\"]", "Plausible", Kind.ANALYTICS),
    (r"\bumami\s*\.\s*track\b", "Umami", Kind.ANALYTICS),
    (r"\bfathom\s*\.\s*track", "Fathom", Kind.ANALYTICS),
    (r"\b_hsq\s*\.\s*push\b", "HubSpot", Kind.ANALYTICS),
    (r"\banalytics\s*\.\s*(?:load|page|track|identify)\s*\(", "Segment", Kind.ANALYTICS),
    (r"\bym\s*\(\s*\d+\s*,\s*['\"]", "Yandex Metrica", Kind.ANALYTICS),
    (r"\b_kmq\b", "Kissmetrics", Kind.ANALYTICS),
    (r"\bsc_project\b", "Statcounter", Kind.ANALYTICS),
    (r"\bIntercom\s*\(\s*['\"]|\bintercomSettings\b", "Intercom", Kind.CHAT),
    (r"\bdrift\s*\.\s*load\b", "Drift", Kind.CHAT),
    (r"\bTawk_(?:API|LoadStart)\b", "Tawk.to", Kind.CHAT),
    (r"\$crisp\b|\bCRISP_WEBSITE_ID\b", "Crisp", Kind.CHAT),
    (r"\bzESettings\b|\bzE\s*\(\s*['\"]", "Zendesk", Kind.CHAT),
    (r"\bolark\s*(?:\.\s*identify|\()", "Olark", Kind.CHAT),
    (r"\bLiveChatWidget\b|\b__lc\s*\.\s*license\b", "LiveChat", Kind.CHAT),
    (r"\bgrecaptcha\s*\.", "Google reCAPTCHA", Kind.CAPTCHA),
    (r"\bhcaptcha\s*\.\s*(?:render|execute)\b", "hCaptcha", Kind.CAPTCHA),
    (r"\bdisqus_(?:config|shortname|identifier)\b|\bDISQUS\b", "Disqus", Kind.COMMENTS),
    (r"\bCalendly\s*\.\s*init", "Calendly", Kind.BOOKING),
    (r"\bSentry\s*\.\s*init\b", "Sentry", Kind.ERRORS),
    (r"\bDD_RUM\b|\bdatadogRum\b", "Datadog", Kind.ERRORS),
    (r"\bNREUM\b", "New Relic", Kind.ERRORS),
)
_CALL_PATTERNS = tuple((re.compile(p), Product(name, kind)) for p, name, kind in _CALLS)
# One quick look decides whether any of the patterns can match at all.
_ANY_CALL = re.compile(
    r"gtag|\bga\b|_gaq|GoogleAnalytics|dataLayer|gtm\.|fbq|ttq|twq|pintrk|snaptr|\brdt\b|lintrk"
    r"|_linkedin|\bqp\b|uetq|_paq|_mtm|\bhj\b|_hjS|clarity|LogRocket|\bFS\b|_fs_org|_mfq|smartlook"
    r"|mixpanel|amplitude|posthog|heap|plausible|umami|fathom|_hsq|analytics|\bym\b|_kmq"
    r"|sc_project|ntercom|drift|Tawk_|crisp|CRISP|\bzE|olark|LiveChat|__lc|captcha|disqus|DISQUS"
    r"|Calendly|Sentry|DD_RUM|datadogRum|NREUM"
)


def product_called(code: str) -> list[tuple[int, Product]]:
    """The services whose own snippet stands in a script without comments, with their places."""
    if not _ANY_CALL.search(code):
        return []
    found: dict[Product, int] = {}
    for pattern, product in _CALL_PATTERNS:
        match = pattern.search(code)
        if match:
            found.setdefault(product, match.start())
    return sorted(((at, product) for product, at in found.items()), key=lambda item: item[0])
