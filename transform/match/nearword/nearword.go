// Package nearword tells which English words are near a word in meaning, as general English uses them.
// The table words.tsv is computed from the published GloVe word vectors; its head says from which, and
// make words computes it again where they are at hand. The package knows nothing of ESCO.
package nearword

import (
	_ "embed" // the table
	"sort"
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

// lines returns where each line of the table begins. The lines are sorted by their first word.
var lines = sync.OnceValue(func() []int32 {
	list := make([]int32, 0, 40000)
	for at := 0; at < len(table); {
		if table[at] != '#' {
			list = append(list, int32(at))
		}
		at += strings.IndexByte(table[at:], '\n') + 1
	}
	return list
})

// find returns the words of the line of a word, as the table has them.
func find(word string) (rest string, known bool) {
	list := lines()
	at := sort.Search(len(list), func(i int) bool { return strings.Compare(head(list[i]), word) >= 0 })
	if at == len(list) || head(list[at]) != word {
		return "", false
	}
	rest = table[int(list[at])+len(word)+1:]
	return rest[:strings.IndexByte(rest, '\n')], true
}

// head returns the first word of a line.
func head(line int32) string {
	text := table[line:]
	return text[:strings.IndexByte(text, '\t')]
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
