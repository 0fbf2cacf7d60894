package match

import (
	_ "embed" // the word list
	"regexp"
	"strings"
)

// What a label carries that is not part of its meaning: notes of a recruiter, places, grades.
var (
	abbreviatedIT = regexp.MustCompile(`\bI\.\s?T\.?(\s|$|[/,;:)-])`)
	notes         = regexp.MustCompile(`(?i)\s*[(\[]\s*(re-?advertis(ed|ement)|re-?post(ed|ing)?|m/[fw](/[dx])?|f/m(/[dx])?|all genders|remote|hybrid|on-?site|full[- ]time|part[- ]time|temporary|temp|contract|permanent|seasonal|per diem|entry[- ]level|multiple positions|\d+ positions?|urgent(ly hiring)?)\s*[)\]]`)
	states        = `(A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])`
	places        = regexp.MustCompile(`\s*([-–—|@,]|\bin\b)\s*[A-Z][A-Za-z.' ]*,\s*` + states + `(\s+\d{5})?\s*$`)
	remotes       = regexp.MustCompile(`(?i)\s+[-–—|]\s+(remote|hybrid|on-?site|full[- ]time|part[- ]time|temporary|contract|nights?|days?|evenings?|weekends?)\s*$`)
	grades        = regexp.MustCompile(`(?i)[\s,–—-]+((GS|WG|WS|GG|ZP|NF)[- ]?(\d{4}[- ])?\d{1,2}([/-]\d{1,2})*|(grade|level|lvl|band|tier)\s+([0-9]{1,2}|[IVX]{1,4})|[IV]{1,3}|req(uisition)?\.?\s*(#|no\.?)?\s*\d+)\s*$`)
)

//go:embed frame.txt
var frameText string

//go:embed abbreviation.txt
var abbreviationText string

// abbreviations are the words that titles abbreviate, by their short forms.
var abbreviations = func() map[string]string {
	list := map[string]string{}
	for _, line := range entries(abbreviationText) {
		forms := strings.Split(line, " = ")
		for _, short := range forms[1:] {
			list[short] = forms[0]
		}
	}
	return list
}()

// unabbreviated writes out the words of a label that titles abbreviate.
func unabbreviated(label string) string {
	words := strings.Fields(label)
	for i, word := range words {
		core := strings.TrimRight(word, ".,;:/")
		if long := abbreviations[strings.ToLower(core)]; long != "" {
			words[i] = long + strings.TrimLeft(word[len(core):], ".")
		}
	}
	return strings.Join(words, " ")
}

// A frame is what a phrase says around the thing that it is about: "experience with", "ability to".
type frame struct{ opening, closing []string }

var frames = func() (f frame) {
	for _, line := range entries(frameText) {
		if rest, ok := strings.CutPrefix(line, "… "); ok {
			f.closing = append(f.closing, " "+rest)
		} else {
			f.opening = append(f.opening, line+" ")
		}
	}
	return f
}()

// bare returns a label without notes, places, grades and frames, and with IT written as ICT, as ESCO has
// it. It leaves something of every label.
func bare(label string) string {
	label = strings.Join(strings.Fields(label), " ")
	label = abbreviatedIT.ReplaceAllString(label, "IT$1")
	for range 3 { // a tail may have another one before it
		before := label
		for _, tail := range []*regexp.Regexp{notes, places, remotes, grades} {
			if cut := strings.TrimSpace(tail.ReplaceAllString(label, "")); cut != "" {
				label = cut
			}
		}
		if label == before {
			break
		}
	}
	return unframed(calm(label))
}

// calm writes a label of capitals in lower case, and IT as ICT. A label that begins with "it" does not
// begin with a pronoun.
func calm(label string) string {
	if strings.ToUpper(label) == label && strings.Contains(label, " ") {
		words := strings.Fields(strings.ToLower(label))
		for i, word := range words {
			if word == "it" {
				words[i] = "ICT"
			}
		}
		return strings.Join(words, " ")
	}
	if rest, ok := strings.CutPrefix(label, "it "); ok {
		return "ICT " + rest
	}
	if label == "IT" {
		return "ICT"
	}
	return label
}

// unframed takes frames from both ends of a label, as many as there are.
func unframed(label string) string {
	for {
		cut := label
		lower := strings.ToLower(label)
		for _, opening := range frames.opening {
			if len(lower) == len(label) && strings.HasPrefix(lower, opening) && len(cut) == len(label) {
				cut = label[len(opening):]
			}
		}
		for _, closing := range frames.closing {
			if len(lower) == len(label) && strings.HasSuffix(lower, closing) && len(cut) == len(label) {
				cut = label[:len(label)-len(closing)]
			}
		}
		if cut = strings.TrimSpace(cut); cut == "" || cut == label {
			return label
		}
		label = cut
	}
}

// isAcronym reports whether a word, as it is written, is an abbreviation: capitals, with digits perhaps.
func isAcronym(word string) bool {
	capitals := 0
	for i := range len(word) {
		switch b := word[i]; {
		case b >= 'A' && b <= 'Z':
			capitals++
		case b >= 'a' && b <= 'z' || b >= 0x80:
			return false
		}
	}
	return capitals >= 2 && len(word) <= 6
}
