package handbook_test

import (
	"slices"
	"strings"
	"testing"
)

// An edit puts text in front of the one place where anchor is.
type edit struct{ anchor, text string }

const specialty = `Occupational Profile for Quantum Services

The table below presents the important technical competencies and top 20 important tasks for information technology management work in Quantum Services.

Quantum Services		
Important Technical Competencies		
Asset Management	Hardware	Security
Encryption		

Quantum Services
Important Technical Tasks
Entangles qubits.

Quantum Services
Important Technical Tasks
Measures qubits.

`

func TestAdditions(t *testing.T) {
	text := raw(t)
	before := factLines(parse(t, text))
	const summary = "The table below presents the important technical competencies and top 20 important tasks for information technology management work in Quantum Services."
	tests := []struct {
		name           string
		edits          []edit
		added, removed []string
	}{
		{
			name: "a competency",
			edits: []edit{
				{"\n\nRequirements Analysis and Management: Knowledge", "\n\nQuantum Computing: Knowledge of qubits, gates, and noise."},
				{"Cloud Administration\t\t\tX\nCloud Engineering", "Quantum Computing\tX\t\t**\n"},
				{"Cloud Administration\tNR*\t33", "Quantum Computing\tNR*\t46\n"},
				{"Identity Management\t\t\n\nCustomer Support\nImp", "Quantum Computing\t\tZero Trust\n"},
				{"\t<ul style=\"list-style-type: none\"> • Accessibility • Business", "• Zeal "},
			},
			added: []string{
				"definition|technical|Quantum Computing|Knowledge of qubits, gates, and noise.",
				"band|IT Operations and Security|Quantum Computing|Intermediate Level|X",
				"band|IT Operations and Security|Quantum Computing|Journey Level|",
				"band|IT Operations and Security|Quantum Computing|Senior Level|**",
				"rank|IT Operations and Security|Quantum Computing|0|46",
				"profile competency|Customer Support|Quantum Computing",
				"profile competency|Customer Support|Zero Trust",
				"listed|general|Zeal",
			},
		},
		{
			name:  "a competency with colons, dashes and abbreviations in its definition",
			edits: []edit{{"\n\nTelecommunications: Knowledge", "\n\nStorage (NAS/SAN) Design: Knowledge of: disks - and tapes, e.g., LTO (U.S. Government: FIPS)."}},
			added: []string{"definition|technical|Storage (NAS/SAN) Design|Knowledge of: disks - and tapes, e.g., LTO (U.S. Government: FIPS)."},
		},
		{
			name: "a specialty that the contents name",
			edits: []edit{
				{"Occupational Profile for Systems Administration.....", "Occupational Profile for Quantum Services.....\t34\n"},
				{"\nOccupational Profile for Systems Administration\n", "\n" + specialty},
			},
			added: []string{
				"contents|34|Occupational Profile for Quantum Services",
				"section|34|Occupational Profile for Quantum Services",
				"prose|Occupational Profile for Quantum Services|" + summary,
				"profile|Quantum Services|false|IT Operations and Security|technical|" + summary,
				"profile competency|Quantum Services|Asset Management", "profile competency|Quantum Services|Encryption",
				"profile competency|Quantum Services|Hardware", "profile competency|Quantum Services|Security",
				"task|Quantum Services|Entangles qubits.", "task|Quantum Services|Measures qubits.",
			},
		},
		{
			name:  "a specialty that the contents do not name",
			edits: []edit{{"\nOccupational Profile for Policy and Planning\n", "\n" + specialty}},
			added: []string{
				"section|0|Occupational Profile for Quantum Services",
				"prose|Occupational Profile for Quantum Services|" + summary,
				"profile|Quantum Services|false|IT Strategy and Planning|technical|" + summary,
				"profile competency|Quantum Services|Asset Management", "profile competency|Quantum Services|Encryption",
				"profile competency|Quantum Services|Hardware", "profile competency|Quantum Services|Security",
				"task|Quantum Services|Entangles qubits.", "task|Quantum Services|Measures qubits.",
			},
		},
		{
			name: "a cluster",
			edits: []edit{
				{"Information Technology Management Competency Framework Results\n\n", "IT Research\n\nIT Research: covers research.\n\nIt also covers doubt.\n\nTypes of work are:\n\n- reading; and/or\n- writing.\n\n"},
				{"\nInformation Technology Management General Competency Importance Rankings\n", "\nInformation Technology Management Technical Competencies for IT Research\n\nIT Research\t\t\t\nCompetency\tIntermediate Level\tJourney Level\tSenior Level\nHardware\t\tX\tX\n"},
				{"\nOccupational Profiles\n\nOPM", "\nIT Research\t\t\nCompetency\tCurrent Importance\tFuture Importance\nHardware\t1\tNR*\n"},
				{"\nFederal Workforce Competency Initiative (FWCI) General Competencies\n", "\nOccupational Profiles for IT Research\n\nThis cluster covers research.\n\n" + specialty},
			},
			added: []string{
				"cluster|IT Research|covers research. It also covers doubt.", "work|IT Research|reading; and/or", "work|IT Research|writing.",
				"section|0|IT Research", "prose|IT Research|IT Research: covers research.", "prose|IT Research|It also covers doubt.",
				"prose|IT Research|Types of work are:", "prose|IT Research|- reading; and/or", "prose|IT Research|- writing.",
				"section|0|Information Technology Management Technical Competencies for IT Research",
				"band|IT Research|Hardware|Intermediate Level|", "band|IT Research|Hardware|Journey Level|X", "band|IT Research|Hardware|Senior Level|X",
				"rank|IT Research|Hardware|1|0",
				"section|0|Occupational Profiles for IT Research", "prose|Occupational Profiles for IT Research|This cluster covers research.",
				"cluster profile|IT Research|This cluster covers research.",
				"section|0|Occupational Profile for Quantum Services",
				"prose|Occupational Profile for Quantum Services|" + summary,
				"profile|Quantum Services|false|IT Research|technical|" + summary,
				"profile competency|Quantum Services|Asset Management", "profile competency|Quantum Services|Encryption",
				"profile competency|Quantum Services|Hardware", "profile competency|Quantum Services|Security",
				"task|Quantum Services|Entangles qubits.", "task|Quantum Services|Measures qubits.",
			},
		},
		{
			name: "notes to definitions",
			edits: []edit{
				{"\n\nSecurity Incident Management: Knowledge", "\n\nNote: Security is\n\nmore than locks: it is a habit."},
				{"\n\nU.S. Office of Personnel Management", "\n\nNote: This is the last note."},
			},
			added: []string{"note|Security|Security is more than locks: it is a habit.", "note|Web Technology|This is the last note."},
		},
		{
			name: "a chapter of prose",
			edits: []edit{
				{"Occupational Profiles.....\t25", "Outlook and Method.....\t24\n"},
				{"\nOccupational Profiles\n\nOPM", "\nOutlook and Method\n\nThe outlook is good.\n\n- One item; and\n- another.\n"},
			},
			added: []string{
				"contents|24|Outlook and Method", "section|24|Outlook and Method", "prose|Outlook and Method|The outlook is good.",
				"prose|Outlook and Method|- One item; and", "prose|Outlook and Method|- another.",
			},
		},
		{
			name:  "a footnote to a band table",
			edits: []edit{{"\nInformation Technology Management Technical Competencies for IT Strategy and Planning\n\n", "\n***Note:* The competency Hardware left.\n"}},
			added: []string{
				"footnote|IT Development and Analysis|The competency Hardware left.",
				"prose|Information Technology Management Technical Competencies for IT Development and Analysis|***Note:* The competency Hardware left.",
			},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			edited := text
			for _, e := range test.edits {
				edited = swap(t, edited, e.anchor, e.text+e.anchor)
			}
			added, removed := changes(before, factLines(parse(t, edited)))
			slices.Sort(added)
			slices.Sort(test.added)
			if d := difference(added, test.added); d != "" {
				t.Errorf("added facts: %s", d)
			}
			if d := difference(removed, test.removed); d != "" {
				t.Errorf("facts that went: %s", d)
			}
		})
	}
}

// TestAddedBand gives both band tables a further column.
func TestAddedBand(t *testing.T) {
	text := raw(t)
	before := factLines(parse(t, text))
	general := strings.ReplaceAll(text, "\tSenior Level*\n", "\tSenior Level*\tExecutive Level*\n")
	general = swap(t, general, "\n\nEntry Level*\tIntermediate Level*\tJourney Level*\tSenior Level*\tExecutive Level*\n\t<ul", "\t<ul> • Leadership</ul>\n\nEntry Level*\tIntermediate Level*\tJourney Level*\tSenior Level*\tExecutive Level*\n\t<ul")
	general = swap(t, general, "Senior Level = Grades 14 – 15.\n\nInformation Technology Management Technical Competencies by", "Senior Level = Grades 14 – 15; Executive Level = Grade 15 to 15.\n\nInformation Technology Management Technical Competencies by")
	added, _ := changes(before, factLines(parse(t, general)))
	if bands := ofKind(added, "band"); len(bands) != 30 || !slices.Contains(bands, "band||Leadership|Executive Level|X") || !slices.Contains(bands, "band||Writing|Executive Level|") {
		t.Errorf("the fifth band of the general competencies added %v; expected a cell for each of 30, X for Leadership alone", bands)
	}
	if !slices.Contains(added, "grade|Executive Level|15|15") {
		t.Errorf("the grades of the new band are not read; added %v", ofKind(added, "grade"))
	}
	lines := strings.Split(text, "\n")
	for i := lineOf(t, text, "Information Technology Management Technical Competencies for IT Strategy and Planning"); !strings.HasPrefix(lines[i], "Note: "); i++ {
		if name, rest, ok := strings.Cut(lines[i], "\t"); ok {
			lines[i] = name + "\t" + map[bool]string{true: "Entry Level"}[name == "Competency"] + "\t" + rest
		}
	}
	added, removed := changes(before, factLines(parse(t, strings.Join(lines, "\n"))))
	if len(added) != 54 || len(removed) != 0 || !slices.Contains(added, "band|IT Strategy and Planning|Hardware|Entry Level|") {
		t.Errorf("a column of 54 empty cells added %d facts and took %d", len(added), len(removed))
	}
}
