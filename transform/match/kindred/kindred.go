// Package kindred tells which English words are near a word in meaning, as general English uses them.
// The table words.tsv is computed from the published GloVe word vectors; its head says from which, and
// TestTable computes it anew where they are at hand. The package knows nothing of ESCO.
package kindred

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

// Words returns, for each word that the table has, its nearest words, the nearest first. The map is
// shared: it must not be changed.
var Words = sync.OnceValue(func() map[string][]Word {
	words := make(map[string][]Word, strings.Count(table, "\n"))
	for line := range strings.Lines(table) {
		if line[0] == '#' {
			continue
		}
		head, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		list := make([]Word, 0, strings.Count(rest, " ")+1)
		for cell := range strings.SplitSeq(rest, " ") {
			text, percent, _ := strings.Cut(cell, ":")
			like, err := strconv.Atoi(percent)
			if err != nil {
				panic("words.tsv: " + head + ": " + err.Error())
			}
			list = append(list, Word{text, float32(like) / 100})
		}
		words[head] = list
	}
	return words
})
