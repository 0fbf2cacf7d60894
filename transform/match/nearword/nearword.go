// Package nearword tells which English words are near a word in meaning, as general English uses them.
// The table words.tsv is computed from the published GloVe word vectors; its head says from which, and
// make words computes it again where they are at hand. The package knows nothing of ESCO.
package nearword

import (
	_ "embed" // the table
	"strconv"
	"strings"
	"sync"
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

// start returns where the lines begin, behind the comments. The lines are sorted by their first word.
var start = sync.OnceValue(func() int {
	at := 0
	for at < len(table) && table[at] == '#' {
		at += strings.IndexByte(table[at:], '\n') + 1
	}
	return at
})

// find returns the words of the line of a word, as the table has them. It looks at few parts of the table: the
// others need not come into memory.
func find(word string) (rest string, known bool) {
	from, to := start(), len(table) // where the line of the word can begin
	for from < to {
		middle := from + (to-from)/2
		line := from + strings.LastIndexByte(table[from:middle], '\n') + 1
		next := line + strings.IndexByte(table[line:], '\n') + 1
		first, words, _ := strings.Cut(table[line:next-1], "\t")
		switch order := strings.Compare(first, word); {
		case order == 0:
			return words, true
		case order < 0:
			from = next
		default:
			to = line
		}
	}
	return "", false
}

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
