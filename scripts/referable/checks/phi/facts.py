"""What is public about the practice and its library, and so never a patient's."""

# ruff: noqa: E501 - a list of names is easier to keep in full lines
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from referable.checks.phi.lexicon import fold

if TYPE_CHECKING:
    from referable.practice import Practice

__all__ = ["KnownFacts", "digits_of"]

# Teachers and clinicians whose names belong to the history of massage and rehabilitation.
_PUBLIC_FIGURES = (
    "Per Henrik Ling", "Pehr Henrik Ling", "Johann Georg Mezger", "Johann Mezger", "Ida Rolf",
    "Ida P. Rolf", "James Cyriax", "James Mennell", "Janet Travell", "Janet G. Travell",
    "David Simons", "David G. Simons", "Emil Vodder", "Estrid Vodder", "Leon Chaitow",
    "Tiffany Field", "John Harvey Kellogg", "Florence Nightingale", "Moshe Feldenkrais",
    "Milton Trager", "Thomas Myers", "Tom Myers", "Elisabeth Dicke", "Tokujiro Namikoshi",
    "Mikao Usui", "John Upledger", "Andrew Taylor Still", "Andrew Still", "William Sutherland",
    "Robin McKenzie", "Vladimir Janda", "Karel Lewit", "Florence Kendall", "Lucas Championniere",
    "Ambroise Pare", "Frances Tappan", "Judith Walker", "Gayle MacDonald", "Tracy Walton",
    "Ruth Werner", "Albert Schweitzer", "Raynor Massage", "Gordon Guyatt", "Archie Cochrane",
    "Johan Georg Mezger", "Franklin D. Roosevelt", "Franklin Roosevelt", "Eleanor Roosevelt", "Theodore Roosevelt",
    "John F. Kennedy", "John Kennedy", "Abraham Lincoln", "George Washington", "Thomas Jefferson", "Barack Obama",
    "Winston Churchill", "Martin Luther King", "Rosa Parks", "Albert Einstein", "Isaac Newton", "Charles Darwin",
    "Sigmund Freud", "Carl Jung", "William Osler", "Henry Gray", "Frank Netter", "Leonardo da Vinci", "Andreas Vesalius",
    "William Harvey", "Hans Selye", "Karl Popper", "Florence Kendall", "Frida Kahlo", "Vincent van Gogh", "Simone Biles",
    "Serena Williams", "Michael Jordan", "Michael Phelps", "Tiger Woods", "Taylor Swift", "Johnny Cash", "Elvis Presley",
    "Erik Dalton", "Til Luchau", "Whitney Lowe", "James Waslaski", "Ruth Rosen", "Bonnie Prudden", "Eunice Ingham",
    "Ann Wigmore", "Art Riggs", "Joseph Pilates", "Harold Dull", "Bruno Chikly", "Andrew Weil", "Robert Schleip",
    "Elaine Stillerman", "Carole Osborne", "Mary Burman", "Douglas Graham", "Wilhelm Reich", "Randolph Stone",
    "Harriet Tubman", "Dorothea Dix", "Walt Whitman", "Clara Barton", "Mary Seacole", "Louisa May Alcott", "Helen Keller",
    "Mark Twain", "Ernest Hemingway", "Charles Dickens", "Jane Austen", "Leo Tolstoy", "Mahatma Gandhi", "Nelson Mandela",
    "Julius Caesar", "Queen Victoria", "Ivan Pavlov", "Jeanne Calment", "Napoleon Bonaparte", "Marcus Aurelius", "Alexander Fleming", "Edward Jenner",
    "Ignaz Semmelweis", "Robert Koch", "Claude Bernard", "Jean-Martin Charcot", "Charles Sherrington", "Luigi Galvani", "Ambroise Paré", "Wilhelm Röntgen",
    "Wilhelm Roentgen", "Alexander Graham Bell", "Thomas Edison", "Benjamin Franklin", "Henry Ford", "Thomas Sydenham", "Rudolf Virchow", "Robert Hooke",
    "Galileo Galilei", "Nikola Tesla", "Johann Wolfgang von Goethe", "Ludwig van Beethoven", "Wolfgang Amadeus Mozart", "Johann Sebastian Bach", "Frederic Chopin", "Robert Schumann",
    "Glenn Gould", "Niccolo Paganini", "Franz Kafka", "Friedrich Nietzsche", "Immanuel Kant", "Rene Descartes", "William Shakespeare", "Geoffrey Chaucer",
    "John Milton", "Emily Dickinson", "Virginia Woolf", "Oscar Wilde", "Agatha Christie", "Arthur Conan Doyle", "Lewis Carroll", "Jules Verne",
    "Victor Hugo", "Marcel Proust", "Samuel Johnson", "Samuel Pepys", "Michel de Montaigne", "Thomas Aquinas", "Francis Bacon", "John Locke",
    "David Hume", "Adam Smith", "Karl Marx", "Henry David Thoreau", "Ralph Waldo Emerson", "Herman Melville", "Edgar Allan Poe", "Jack London",
    "John Steinbeck", "Maya Angelou", "Toni Morrison", "Ursula Le Guin", "Ken Kesey", "Beverly Cleary", "Meriwether Lewis", "William Clark",
    "Neil Armstrong", "Sally Ride", "Amelia Earhart", "Muhammad Ali", "Babe Ruth", "Jesse Owens", "Steve Prefontaine", "Usain Bolt",
    "Roger Federer", "Rafael Nadal", "Venus Williams", "LeBron James", "Tom Brady", "Lance Armstrong", "Charlie Chaplin", "Marilyn Monroe",
    "Audrey Hepburn", "Humphrey Bogart", "Walt Disney", "Alfred Hitchcock", "Pablo Picasso", "Claude Monet", "Andy Warhol", "Georgia O'Keeffe",
    "Rembrandt van Rijn", "Michelangelo Buonarroti", "Bob Dylan", "John Lennon", "Paul McCartney", "David Bowie", "Dolly Parton", "Willie Nelson",
    "Aretha Franklin", "Louis Armstrong", "Ella Fitzgerald", "Billie Holiday", "Jimi Hendrix", "Beyoncé Knowles", "Bill Clinton", "Hillary Clinton",
    "George Bush", "Ronald Reagan", "Jimmy Carter", "Richard Nixon", "Lyndon Johnson", "Dwight Eisenhower", "Harry Truman", "Donald Trump",
    "Joe Biden", "Kamala Harris", "Margaret Thatcher", "Queen Elizabeth", "Henry VIII", "Ulysses Grant", "Robert E. Lee", "Sitting Bull",
    "Anne Frank", "Mother Teresa", "Malcolm X", "Cesar Chavez", "Rachel Carson", "Jane Goodall", "Jane Addams", "Susan Sontag",
    "Susan B. Anthony", "Sojourner Truth", "Oliver Sacks", "Atul Gawande", "Siddhartha Mukherjee", "Ben Goldacre", "Stephen Hawking", "Richard Feynman",
    "Carl Sagan", "Daniel Kahneman", "Amos Tversky", "Austin Bradford Hill", "Bradford Hill", "Ronald Fisher", "Jerzy Neyman", "Thomas Bayes",
    "Jacob Cohen", "Iain Chalmers", "David Sackett", "Doug Altman", "John Ioannidis", "Frank Harrell", "Lorimer Moseley", "David Butler",
    "Patrick Wall", "Ronald Melzack", "Gordon Waddell", "Nikolai Bogduk", "Peter O'Sullivan", "Stuart McGill", "Vert Mooney", "Alf Nachemson",
    "Gwendolen Jull", "Deane Juhan", "Benny Vaughn", "Patricia Benjamin", "Robert Calvert", "Robert Noah Calvert", "Mary McMillan", "Axel Munthe",
    "Charles Fayette Taylor", "Gustav Zander", "Hartvig Nissen", "Just Lucas-Championniere", "Sister Kenny", "Elizabeth Kenny", "Albert Baker", "Dolores Krieger",
    "Fritz Perls", "Alexander Lowen", "Frederick Matthias Alexander", "Mabel Todd", "Albert Hoffa", "Marian Wolfe Dixon", "Pauline Sasaki", "Shizuto Masunaga",
    "Wataru Ohashi",
    "Paul Ingraham", "Thomas Hanna", "Joan Pettibone", "Diana Thompson", "Susan Salvo", "Joseph Muscolino", "Cherie Sohnen-Moe", "Ben Benjamin",
    "Nina McIntosh", "James Clay", "Anita Boser", "Gil Hedley", "Gerda Alexander", "Elsa Gindler", "Marion Rosen", "Jean-Pierre Barral",
    "John Barnes", "Kelly Starrett", "Adriaan Louw", "Greg Lehman", "Diane Jacobs", "Walt Fritz", "Brian Fulton", "Susan Chapelle",
    "Shirley Sahrmann", "Geoffrey Maitland", "Brian Mulligan", "Freddy Kaltenborn", "Gray Cook", "Lars Oddsson", "Jules Tinel", "George Phalen",
    "Cesar Roux", "Gabor Maté", "Bessel van der Kolk", "Norman Doidge", "Michael Pollan", "Malcolm Gladwell", "Mary Roach", "Bill Bryson",
    "Paul Kalanithi", "Abraham Verghese", "Susan Cain", "Brené Brown", "Kristin Neff", "Jon Kabat-Zinn", "Thich Nhat Hanh", "Dalai Lama", "Lady Gaga",
    "Michael J. Fox", "Christopher Reeve", "Stevie Wonder", "Joni Mitchell", "Leonard Cohen", "Nina Simone", "Miles Davis", "John Coltrane",
    "Yo-Yo Ma", "Ludovico Einaudi", "Nils Frahm", "Brian Eno", "Keith Jarrett", "Clara Schumann", "Leon Fleisher", "Martha Graham",
    "Mikhail Baryshnikov", "Megan Rapinoe", "Mia Hamm", "Naomi Osaka", "Andy Murray", "Novak Djokovic", "Coco Gauff", "Lionel Messi",
    "Cristiano Ronaldo", "Stephen Curry", "Kobe Bryant", "Shaquille O'Neal", "Billie Jean King", "Martina Navratilova", "Eliud Kipchoge",
    "Kipchoge Keino", "Paula Radcliffe", "Katie Ledecky", "Mikaela Shiffrin", "Lindsey Vonn", "Shaun White", "Tony Hawk", "Phil Knight",
    "Bill Bowerman", "Ashton Eaton", "Galen Rupp", "Mary Decker", "Hercule Poirot", "Miss Marple", "Sherlock Holmes", "John Watson", "Harry Potter",
    "Frodo Baggins", "Bilbo Baggins", "Homer Simpson", "Peter Pan", "Captain Hook", "Mary Poppins", "Winnie Pooh", "Christopher Robin",
    "Huckleberry Finn", "Tom Sawyer", "Scarlett O'Hara", "Rip Van Winkle", "Don Quixote", "Sancho Panza", "Romeo Montague", "Robinson Crusoe",
    "Oliver Twist", "Ebenezer Scrooge", "Tiny Tim", "Anne Shirley", "Jane Eyre", "Elizabeth Bennet", "Emma Woodhouse", "Atticus Finch",
    "Luke Skywalker", "Darth Vader", "James Bond", "Indiana Jones", "Forrest Gump", "Ben Stiller", "Meryl Streep", "Tom Hanks", "Julia Roberts",
    "Mira Nair", "Wes Anderson", "Fred Rogers", "Bob Ross", "Julia Child", "James Beard", "Martha Stewart", "Oprah Winfrey", "David Attenborough",
    "Bill Gates", "Steve Jobs", "Tim Berners-Lee", "Ada Lovelace", "Alan Turing", "Grace Hopper", "Guido van Rossum", "Linus Torvalds",
    "Ruth Bader Ginsburg", "Sonia Sotomayor", "Thurgood Marshall", "Ron Wyden", "Jeff Merkley", "Tina Kotek", "Suzanne Bonamici", "Anthony Fauci",
    "Vivek Murthy", "Everett Koop", "Elisabeth Kübler-Ross", "Cicely Saunders", "Virginia Apgar", "Jonas Salk", "Elizabeth Blackwell",
    "Edward Barnard", "Christiaan Barnard", "Paul Brand", "Lillian Wald", "Hippocrates Kos", "Fred Astaire", "Ginger Rogers", "Gene Kelly",
    "Buster Keaton", "Bruce Lee", "Jackie Chan", "Arnold Schwarzenegger", "Sylvester Stallone", "Jack LaLanne", "Jane Fonda", "Richard Simmons",
    "Gwyneth Paltrow", "Justin Bieber", "Jennifer Aniston", "Brad Pitt", "Angelina Jolie", "Kate Middleton", "Meghan Markle", "Prince Harry",
    "Anne Lamott", "John Lubbock", "Mary Oliver", "Wendell Berry", "Rumi Balkhi", "Lao Tzu", "Robert Frost", "Annie Dillard",
    "Joan Didion", "Audre Lorde", "Kurt Vonnegut", "Groucho Marx", "Woody Allen", "George Bernard Shaw", "Bernard Shaw", "William James",
    "Khalil Gibran", "Kahlil Gibran", "Rainer Maria Rilke", "Hermann Hesse", "Viktor Frankl", "Carl Rogers", "Thomas Merton", "C. S. Lewis",
    "George Floyd", "Alfred Binet", "Marie Curie", "Louis Pasteur", "Joseph Lister",
)  # fmt: skip
_OTHER_PUBLIC_LINES = {"911", "988", "211", "711", "8002738255", "8002221222"}


def digits_of(text: str) -> str:
    """The digits of a telephone number without separators and without the US prefix."""
    digits = re.sub(r"\D", "", text)
    return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits


def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(w) for w in re.findall(r"[^\W\d_][^\W\d_'’.-]*(?:[-'’][^\W\d_]+)*", name))


# First and last parts of the names of public figures, folded.
PUBLIC_FIGURES = frozenset(w[-2:] for w in map(_words, _PUBLIC_FIGURES) if len(w) > 1)


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """Facts that may stand anywhere on the site.

    Attributes:
        telephones: Digits of the practice's telephone and fax numbers, and of helplines.
        emails: In lower case.
        domains: Hosts of the practice's site and mail.
        names: People of the practice and public figures, each as folded words.
        single_names: First and last names of the practice's people, folded.
        authors: Family names of the library's authors, folded.
        addresses: Streets of the practice, folded and with single spaces.
        street_names: The same streets without house numbers.
        towns: Towns of the practice, folded.
        numbers: Licence, NPI and permit numbers without separators.
        this_year: The year ages are counted from.
    """

    telephones: frozenset[str] = frozenset(_OTHER_PUBLIC_LINES)
    emails: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    names: frozenset[tuple[str, ...]] = frozenset(_words(n) for n in _PUBLIC_FIGURES)
    single_names: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    street_names: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    name_ends: frozenset[tuple[str, ...]] = frozenset(
        w[-2:] for w in map(_words, _PUBLIC_FIGURES) if len(w) > 2
    )
    phrases: frozenset[str] = frozenset()
    this_year: int = 2026

    @classmethod
    def from_practice(
        cls,
        practice: Practice | None,
        library_names: Iterable[str] = (),
        *,
        this_year: int = 2026,
    ) -> KnownFacts:
        """Gather the facts.

        Args:
            practice: The practice's facts, if `practice.yml` could be read.
            library_names: Authors and editors, as "Family, Given", "Given Family" or "Family".
            this_year: The year ages are counted from.
        """
        authors = frozenset(
            fold(n.split(",")[0] if "," in n else n.split()[-1])
            for n in library_names
            if n.strip() and n.strip("., ")
        )
        full = {w for n in library_names if len(w := _words(_given_first(n))) > 1}
        base = cls(authors=authors, this_year=this_year)
        if practice is None:
            return cls(authors=authors, names=base.names | full, this_year=this_year)
        people = [_words(p.name) for p in practice.people]
        emails = {practice.email.lower()} - {""}
        domains = {e.rsplit("@", 1)[1] for e in emails if "@" in e}
        if practice.url:
            domains.add(re.sub(r"^https?://(?:www\.)?", "", practice.url).split("/")[0].lower())
        numbers = {
            re.sub(r"\W", "", n).lower()
            for p in practice.people
            for n in [*(granted.number for granted in p.licenses), p.npi or ""]
        }
        if practice.establishment_license:
            numbers.add(re.sub(r"\W", "", practice.establishment_license.number).lower())
        return cls(
            telephones=base.telephones | {digits_of(number) for number in practice.numbers},
            emails=frozenset(emails),
            domains=frozenset(domains),
            names=base.names | full | set(people),
            single_names=frozenset(w for words in people for w in words),
            authors=authors,
            addresses=frozenset(plain_street(at.street) for at in practice.locations),
            street_names=frozenset(
                re.sub(r"^[\d-]+[a-z]? ", "", plain_street(at.street)) for at in practice.locations
            ),
            towns=frozenset(fold(at.city) for at in practice.locations),
            numbers=frozenset(numbers - {""}),
            phrases=frozenset({fold(practice.name)} | {fold(p.payer) for p in practice.payers}),
            this_year=this_year,
        )

    def knows_person(self, words: tuple[str, ...]) -> bool:
        """Whether folded words are the name of somebody of the practice or a public figure."""
        if not words:
            return False
        if words in self.names or (len(words) == 1 and words[0] in self.single_names):
            return True
        if len(words) == 1:
            return False
        return (words[0], words[-1]) in self.names or words in self.name_ends


def _given_first(name: str) -> str:
    family, _, given = name.partition(",")
    return f"{given} {family}" if given else name


_STREET_WORDS = {
    "street": "st", "avenue": "ave", "road": "rd", "drive": "dr", "boulevard": "blvd",
    "lane": "ln", "court": "ct", "place": "pl", "suite": "ste", "highway": "hwy",
}  # fmt: skip


def plain_street(street: str) -> str:
    """A street and its number in one comparable form, without a suite."""
    words = re.findall(r"[\w'’-]+", fold(street))
    plain = [_STREET_WORDS.get(w, w) for w in words]
    for stop in ("ste", "unit", "apt"):
        if stop in plain[2:]:
            plain = plain[: plain.index(stop, 2)]
    return " ".join(plain)
