// Package match ranks the concepts of ESCO, or of any framework, for entries of a list: competencies, tasks,
// titles of jobs.
//
// In go a classification and a query with a label and, where there is one, a definition; out come concepts
// with a score, a confidence and what matched. The ranking is offline and downloads nothing: what it knows
// it learns from the classification itself when the index is built, and from data next to the code: word lists
// (lexicon.txt, abbreviation.txt, light.txt, stop.txt, frame.txt, role.txt), American terms for concepts of ESCO (package
// thesaurus), words near in meaning in general English and their vectors (package nearword) and fitted weights (model.go). The
// same input gives the same answer, on every processor (portable.go, vector.go). The package decides nothing:
// a candidate is a proposal, and its confidence the share of such proposals that judges called exact or close.
//
// # How a query is read
//
// A label loses what recruiters write around it: notes, places, grades, "experience with" (label.go). Words
// are brought to one spelling, phrases and abbreviations to one form, compounds joined or split, and
// cut to stems (analyzer.go, query.go). A word that neither the concepts nor general English know, and that is
// not an abbreviation, is read as the nearest one that is spelled almost the same; the answer says so and is
// less sure.
//
// # How it is ranked
//
// A concept whose preferred label is the query's comes first, then one with such an alternative label: equal
// means the same words in the same order, case, punctuation, British or American spelling and number aside
// (same.go). All others are ordered by a weighted sum. A first look scores every concept by BM25 over its
// labels, its descriptions and what the thesaurus says of it, and by its place in a space of 96 directions
// that latent semantic analysis finds in these texts and in the labels of concepts next to each concept
// (field.go, space.go). The best of them, 300 for a query with a definition and 128 for a label alone, are
// then looked at closely (feature.go): by words near in meaning, those that stand for one another in ESCO's labels
// among them (nearness.go, paraphrase.go), by vectors of general English (sense.go), by how alike labels are as
// wholes, in parts and as written (likeness.go), by the word that says what a title names, by the fields of
// work in which the words of the query are at home, learned from the occupations that need the concepts using
// them (domain.go), by the skills that an occupation needs and its ISCO group (need.go), and by how near a concept is to the best ones of a second look.
//
// No prior favors a field of work by itself: that a query is about computers is read from its own words.
//
// # What the figures are worth
//
// "make evaluate" compares the matcher with BM25 and TF-IDF on labels alone, with the thesaurus and without, and
// says of each figure whether settings were tuned on the set, whether the thesaurus knows such lists, or
// whether it is held out. The weights for queries with a definition were fitted on the 42 judged competencies
// of the handbook, the 48 of testdata/judged.tsv and the 73 of testdata/competencies.tsv; those for labels
// alone on alternative labels that were taken out of ESCO (command fit). No label that only ESCO 1.2 has was
// used for either, or is in the thesaurus.
//
// A language model wrote the thesaurus. It knows public American lists of competencies and titles: 520 of 633
// O*NET titles of a usual benchmark are in it word for word. Figures on such titles are not held out.
package match
