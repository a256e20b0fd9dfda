/** Words that titles are made of, by genre. */
export interface GenreWords {
  readonly adjectives: readonly string[];
  readonly nouns: readonly string[];
}

/** The genres of films that do not exist, and what such films might be called. */
export const genreWords: Readonly<Record<string, GenreWords>> = {
  Adventure: {
    adjectives: ['Uncharted', 'Sunken', 'Furthest', 'Windward', 'Reckless'],
    nouns: ['Caravan', 'Compass', 'Expedition', 'Archipelago', 'Summit'],
  },
  Comedy: {
    adjectives: ['Awkward', 'Accidental', 'Overbooked', 'Slightly Late', 'Improper'],
    nouns: ['Aunt', 'Landlord', 'Waiter', 'Parade', 'Dachshund'],
  },
  Crime: {
    adjectives: ['Forged', 'Crooked', 'Borrowed', 'Unpaid', 'Two-Faced'],
    nouns: ['Alibi', 'Ledger', 'Safecracker', 'Informant', 'Getaway'],
  },
  Documentary: {
    adjectives: ['Ordinary', 'Disappearing', 'Measured', 'Inland', 'Unwritten'],
    nouns: ['Glaciers', 'Weavers', 'Orchards', 'Lighthouses', 'Beekeepers'],
  },
  Fantasy: {
    adjectives: ['Enchanted', 'Thornbound', 'Moonlit', 'Elder', 'Silverwood'],
    nouns: ['Griffin', 'Sorceress', 'Amulet', 'Kingdom', 'Changeling'],
  },
  Horror: {
    adjectives: ['Hollow', 'Withered', 'Nameless', 'Bloodless', 'Whispering'],
    nouns: ['Cellar', 'Crypt', 'Puppet', 'Manor', 'Fog'],
  },
  Musical: {
    adjectives: ['Swinging', 'Golden', 'Syncopated', 'Sequinned', 'Tap-Dancing'],
    nouns: ['Chorus', 'Serenade', 'Ballroom', 'Trumpet', 'Cabaret'],
  },
  Romance: {
    adjectives: ['Tender', 'Unsent', 'Second', 'Faithful', 'Midsummer'],
    nouns: ['Letters', 'Promise', 'Proposal', 'Waltz', 'Sweetheart'],
  },
  'Science fiction': {
    adjectives: ['Orbital', 'Synthetic', 'Quantum', 'Cryogenic', 'Interstellar'],
    nouns: ['Android', 'Colony', 'Paradox', 'Signal', 'Starship'],
  },
  Thriller: {
    adjectives: ['Silent', 'Fatal', 'Missing', 'Encrypted', 'Double'],
    nouns: ['Witness', 'Hostage', 'Countdown', 'Conspiracy', 'Courier'],
  },
};

/** Places that are on no map. */
export const places = [
  'Vellamore',
  'Oskarra',
  'Quindle',
  'Tharnsby',
  'Luminette',
  'Brackwater Bay',
  'Ostrova Nel',
  'Pimmering',
  'Cassandale',
  'Yorrick Street',
] as const;
