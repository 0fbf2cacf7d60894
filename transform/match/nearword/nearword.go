// Package nearword tells which English words are near a word in meaning, as general English uses them.
// The table words.tsv is computed from the published GloVe word vectors; its head says from which, and
// make words computes it again where they are at hand. The package knows nothing of ESCO.
package nearword

import (
	_ "embed" // the table
	"strconv"
	"strings"
	"sync"

	"github.com/fwci-open-data/fwci/transform/match/keyedline"
)

//go:embed words.tsv
var table string

// Language is the language of the words.
const Language = "en"

// A Word is a word near another one, and how near: the cosine of their vectors, below 1.
type Word struct {
	Text string
	Like float32
}

// lines are the lines of the table, sorted by their first word.
var lines = sync.OnceValue(func() string { return keyedline.WithoutHead(table) })

// find returns the words of the line of a word, as the table has them.
func find(word string) (rest string, known bool) { return keyedline.Find(lines(), word) }

// Known reports whether the table has a word.
func Known(word string) bool {
	_, known := find(word)
	return known
}

// Of returns the words nearest to a word, the nearest first; none for a word that the table does not have.
func Of(word string) []Word {
	rest, known := find(word)
	if !known {
		return nil
	}
	list := make([]Word, 0, strings.Count(rest, " ")+1)
	for cell := range strings.SplitSeq(rest, " ") {
		text, percent, _ := strings.Cut(cell, ":")
		like, err := strconv.Atoi(percent)
		if err != nil {
			panic("words.tsv: " + word + ": " + err.Error())
		}
		list = append(list, Word{text, float32(like) / 100})
	}
	return list
}
