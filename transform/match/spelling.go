package match

import "strings"

// Spelling rules bring British and American spelling to one form, which need not be a word: what counts
// is that both spellings end there. The pairs are common knowledge of English orthography.
var (
	// spellingEndings replace the end of a word.
	spellingEndings = [][2]string{
		{"isations", "izations"}, {"isation", "ization"}, {"isers", "izers"}, {"ising", "izing"}, {"ised", "ized"}, {"ises", "izes"}, {"iser", "izer"}, {"ise", "ize"},
		{"ysing", "yzing"}, {"ysed", "yzed"}, {"yse", "yze"}, {"yser", "yzer"}, {"ysers", "yzers"},
		{"ogues", "ogs"}, {"ogue", "og"}, {"tres", "ters"}, {"tre", "ter"}, {"ences", "enses"}, {"ence", "ense"},
		{"programmes", "programs"}, {"programme", "program"}, {"ours", "ors"}, {"our", "or"},
	}
	// spellingBeginnings replace the beginning of a word, whatever follows.
	spellingBeginnings = [][2]string{
		{"behaviour", "behavior"}, {"colour", "color"}, {"favour", "favor"}, {"flavour", "flavor"}, {"harbour", "harbor"}, {"honour", "honor"},
		{"labour", "labor"}, {"neighbour", "neighbor"}, {"vapour", "vapor"}, {"armour", "armor"}, {"modell", "model"}, {"travell", "travel"},
		{"labell", "label"}, {"signall", "signal"}, {"channell", "channel"}, {"fuell", "fuel"}, {"counsell", "counsel"}, {"tunnell", "tunnel"},
		{"aluminium", "aluminum"}, {"sulph", "sulf"}, {"tyre", "tire"}, {"mould", "mold"}, {"plough", "plow"}, {"paediat", "pediat"},
		{"orthopaed", "orthoped"}, {"anaesth", "anesth"}, {"haem", "hem"}, {"gynaec", "gynec"}, {"archaeo", "archeo"}, {"jeweller", "jewel"},
		{"jewelr", "jewel"}, {"artefact", "artifact"}, {"judgement", "judgment"}, {"aeroplane", "airplane"}, {"grey", "gray"}, {"practis", "practic"},
		{"enrol", "enroll"}, {"fulfil", "fulfill"}, {"skilful", "skillful"}, {"fibre", "fiber"}, {"organis", "organiz"},
	}
)

// spell returns the one form of a word that has several spellings.
func spell(word string) string {
	if len(word) < 4 {
		return word
	}
	for _, pair := range spellingBeginnings {
		done := len(pair[1]) > len(pair[0]) && strings.HasPrefix(word, pair[1]) // enroll already has its second l
		if rest, ok := strings.CutPrefix(word, pair[0]); ok && !done {
			word = pair[1] + rest
			break
		}
	}
	if len(word) < 6 {
		return word
	}
	for _, pair := range spellingEndings {
		if stem, ok := strings.CutSuffix(word, pair[0]); ok {
			return stem + pair[1]
		}
	}
	return word
}
