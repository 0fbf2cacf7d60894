// Package match ranks the concepts of ESCO for entries of a list: competencies, tasks, titles of jobs.
//
// In go a classification and a query with a label and, where there is one, a definition; out come concepts
// with a score, a confidence and what matched. The ranking is offline and downloads nothing: what it knows
// it learns from the classification itself when the index is built, and from data that stand beside the
// code: three short word lists (lexicon.txt, light.txt, stop.txt), American terms for concepts of ESCO
// (package thesaurus), words near in meaning in general English (package kindred) and two sets of fitted
// weights (model.go). The same input gives the same answer. The package decides nothing: a candidate is a
// proposal, and its confidence the share of such proposals that judges called exact or close.
//
// # How a query is ranked
//
// Words are brought to one spelling, phrases and abbreviations to one form, compounds joined or taken
// apart, and cut to stems (analyzer.go, query.go). A first look scores every concept by BM25 over its
// labels, its descriptions and what the thesaurus says of it, and by its place in a space of 96 directions
// that latent semantic analysis finds in these texts and in the labels of concepts beside each concept
// (field.go, space.go). The best 300 are then looked at closely (feature.go). Words of the query and of the
// concept are compared by how near they are in general English, whichever way round and each text with
// each: label, terms, definition, description (kinship.go). Further: how alike labels are as wholes, in
// parts and as written, which serves titles of jobs; how much of one text the other mentions; whether a
// label or a term stands inside the definition; in which fields of work the words of the query are at home,
// learned from the occupations that need the concepts using them; whether the concept is transversal or
// needed by many occupations; how near it is to the best concepts of a second look, and whether the same
// occupations need it. The sum of the weighted features orders the answers.
//
// No prior favours a field of work by itself: that a query is about computers is read from its own words.
//
// # What the thesaurus changes about the figures
//
// A language model wrote the thesaurus from ESCO's labels and descriptions alone, without sight of any list
// that is matched here. It may nevertheless have read public American lists of competencies and of titles,
// those measured below among them, so that for lists of another kind the figures may be lower. Before the
// thesaurus and the kindred words were there, the development set stood at nDCG@10 0.606 and best@1 0.690,
// the others at 0.505 and 0.393, the titles at MRR 0.907.
//
// # What each part is worth
//
// Printed by FWCI_FIT=parts go test ./transform/match -run TestFit -v -timeout 60m on ESCO v1.1.1. Skills, on the
// left: the 42 competencies of the development set, each ranked by weights fitted without it (ten folds over
// these, the 48 of testdata/judged.tsv and the 73 of testdata/competencies.tsv). On the right: the 70 others of
// the handbook, against the published reviewed mappings; no weight was fitted on them. A query more or less on
// the first place moves best@1 by 0.034 on the left (29 have an answer) and by 0.018 on the right (56): only
// larger differences mean something. The settings that are not fitted (spelling, pool, second look, the choice
// of features) were made with a view to these sets, so that the figures are a little too good for other lists.
// "BM25 alone" scores the label against all labels and the definition against the descriptions with the same
// words and stems. A part is a group of features: the thesaurus and the kindred words also serve the first
// look, the space and each other, so that neither is worth as little as its line says.
//
//	                                nDCG@10  best@1    MRR  recall@10   others: nDCG@10  best@1  recall@10
//	BM25 alone                        0.384   0.414  0.514      0.583             0.323   0.268      0.515
//	all                               0.697   0.759  0.837      0.940             0.665   0.625      0.932
//	without descriptions              0.698   0.793  0.852      0.940             0.665   0.625      0.932
//	without label inside the query    0.702   0.793  0.855      0.940             0.664   0.625      0.932
//	without coverage                  0.694   0.759  0.832      0.940             0.658   0.625      0.932
//	without place in the space        0.689   0.724  0.811      0.940             0.667   0.643      0.932
//	without thesaurus                 0.702   0.828  0.872      0.940             0.652   0.518      0.949
//	without kindred words             0.694   0.793  0.852      0.940             0.651   0.589      0.923
//	without feedback                  0.693   0.793  0.855      0.940             0.667   0.643      0.949
//	without shared occupations        0.682   0.759  0.835      0.928             0.658   0.589      0.932
//	without field of work             0.701   0.793  0.849      0.940             0.655   0.589      0.932
//	without digital                   0.697   0.759  0.832      0.940             0.667   0.625      0.932
//	without reuse and type            0.691   0.759  0.834      0.928             0.654   0.589      0.923
//
// Occupations: the even rows of testdata/occupation-titles.tsv, and alternative labels held out of
// occupations and asked for; fitted on the odd rows and on other labels.
//
//	                                titles: best@1    MRR   labels: best@1    MRR
//	BM25 alone                               0.732  0.799            0.671  0.750
//	all                                      0.928  0.950            0.715  0.799
//	without likeness of labels               0.918  0.949            0.712  0.795
//	without label inside the query           0.928  0.951            0.712  0.798
//	without coverage                         0.918  0.947            0.704  0.791
//	without place in the space               0.928  0.951            0.715  0.800
//	without thesaurus                        0.918  0.945            0.712  0.798
//	without kindred words                    0.928  0.949            0.710  0.792
//	without feedback                         0.918  0.945            0.718  0.802
//	without field of work                    0.918  0.945            0.718  0.801
//	without reuse and type                   0.918  0.945            0.718  0.800
//
// Tried and left out, because cross-validation showed no gain: alternative labels and preferred labels as
// BM25 fields of their own, the labels of all broader concepts, the score of the best neighbour in the
// graph, words that change places in ESCO's own labels as synonyms (kindred words do their work better),
// word vectors in place of the ten nearest words, the field of work of the whole list, less weight for words
// late in a definition, more directions in the space (200) or fewer (64), products of features, small
// boosted trees in place of a weighted sum.
package match
