package handbook_test

// proseDamages break the contents, the chapters, the lists, the profiles, the definitions.
var proseDamages = []damage{
	{
		name: "a line on the title page",
		old:  "2210\n\n\n\nTable of Contents",
		new:  "2210\n\nSecond Edition\n\nTable of Contents",
		want: []string{
			`handbook.txt:5:1: no rule knows this line: "Second Edition" [unclaimed-line]`,
		},
	},
	{
		name: "a line in the contents",
		old:  "Background\t4\n",
		new:  "Background\t4\nAppendix\n",
		want: []string{
			`handbook.txt: expected a Competency List; found none [handbook-incomplete]`,
			`handbook.txt: expected clusters of work (a heading, then a paragraph "<heading>: …") under "… Clusters of Work Model"; found none [handbook-incomplete]`,
			`handbook.txt: expected definitions of competencies; found none [handbook-incomplete]`,
		},
		more: 230,
	},
	{
		name: "no contents",
		old:  "Table of Contents",
		new:  "Contents of Tables",
		want: []string{
			`handbook.txt: expected a Competency List; found none [handbook-incomplete]`,
			`handbook.txt: expected clusters of work (a heading, then a paragraph "<heading>: …") under "… Clusters of Work Model"; found none [handbook-incomplete]`,
			`handbook.txt: expected definitions of competencies; found none [handbook-incomplete]`,
		},
		more: 1071,
	},
	{
		name: "an entry of the contents twice",
		old:  "Background\t4\n",
		new:  "Background\t4\nBackground\t7\n",
		want: []string{
			`handbook.txt:11:1: the table of contents names "Background" a second time; the first is at line 10 [handbook-contents]`,
		},
	},
	{
		name: "a heading in the contents alone",
		old:  "Background\t4\n",
		new:  "Background\t4\nOutlook\t4\n",
		want: []string{
			`handbook.txt:11:1: the body has no heading "Outlook", which the table of contents names [handbook-heading]`,
		},
	},
	{
		name: "a heading in the body alone",
		old:  "\n\nRapid changes in technology",
		new:  "\n\nOutlook\n\nRapid changes in technology",
		want: []string{
			`handbook.txt:60:1: "Outlook" is neither a heading that the table of contents names nor a sentence that ends [unfinished-sentence]`,
		},
	},
	{
		name: "a heading that changed",
		old:  "\n\nBackground\n\n",
		new:  "\n\nBackgrounds\n\n",
		want: []string{
			`handbook.txt:10:1: the body has no heading "Background", which the table of contents names [handbook-heading]`,
			`handbook.txt:52:1: "Backgrounds" is neither a heading that the table of contents names nor a sentence that ends [unfinished-sentence]`,
		},
	},
	{
		name: "a table row among prose",
		old:  "\n\nRapid changes in technology",
		new:  "\n\nOutlook\t1\n\nRapid changes in technology",
		want: []string{
			`handbook.txt:60:1: no rule knows this line: "Outlook\t1"; expected a paragraph, a bullet, a note or a heading of the table of contents [unclaimed-line]`,
		},
	},
	{
		name: "no clusters",
		old:  "\nIT Clusters of Work Model\n\nThe new",
		new:  "\nIT Cluster Model\n\nThe new",
		want: []string{
			`handbook.txt: expected clusters of work (a heading, then a paragraph "<heading>: …") under "… Clusters of Work Model"; found none [handbook-incomplete]`,
			`handbook.txt:11:1: the body has no heading "IT Clusters of Work Model", which the table of contents names [handbook-heading]`,
			`handbook.txt:70:1: "IT Cluster Model" is neither a heading that the table of contents names nor a sentence that ends [unfinished-sentence]`,
		},
		more: 4,
	},
	{
		name: "a cluster without types of work",
		old:  "IT Clusters of Work Model\n\nThe new",
		new:  "IT Clusters of Work Model\n\nIT Nothing\n\nIT Nothing: is nothing.\n\nThe new",
		want: []string{
			`handbook.txt:72:1: the cluster "IT Nothing" has no types of work; expected bullets below its definition [cluster-work-types]`,
		},
	},
	{
		name: "a line under a cluster",
		old:  "Types of work may include but are not limited to:\n\n- the strategic",
		new:  "Types of work\n\n- the strategic",
		want: []string{
			`handbook.txt:104:1: "Types of work" is neither a heading that the table of contents names nor a sentence that ends [unfinished-sentence]`,
		},
	},
	{
		name: "a list without bullets",
		old:  " • Accessibility • Business",
		new:  " Accessibility • Business",
		want: []string{
			`handbook.txt:118:1: the cell "<ul style=\"list-style-type: none\"> Accessibility • Business Process Reengineeri…" is not a list; expected items that each begin with • [list-cell]`,
		},
	},
	{
		name: "an empty item",
		old:  "• Hardware • Identity Management • Information Assurance",
		new:  "• • Identity Management • Information Assurance",
		want: []string{
			`handbook.txt:118:1: an empty item in the list "<ul style=\"list-style-type: none\"> • Accessibility • Business Process Reenginee…" [list-cell]`,
		},
	},
	{
		name: "an item twice",
		old:  "• Memory • Oral Communication • Problem Solving",
		new:  "• Memory • Memory • Problem Solving",
		want: []string{
			`handbook.txt:128:1: "Memory" appears twice in the list of "Entry Level" [list-cell]`,
		},
	},
	{
		name: "a list of a third kind",
		old:  "specialties.\n\nGeneral Competencies\tTechnical Competencies",
		new:  "specialties.\n\nGeneral Competencies\tOther Skills",
		want: []string{
			`handbook.txt:117:1: the column "Other Skills" of the Competency List; expected General Competencies or Technical Competencies [list-table]`,
			`handbook.txt:120:1: the header "General Competencies | Technical Competencies" differs from the table's first header "General Competencies | Other Skills" [list-table]`,
		},
	},
	{
		name: "another header after the page break of a list",
		old:  "\n\nGeneral Competencies\tTechnical Competencies\n\t<ul",
		new:  "\n\nGeneral Competencies\tTechnical\n\t<ul",
		want: []string{
			`handbook.txt:120:1: the header "General Competencies | Technical" differs from the table's first header "General Competencies | Technical Competencies" [list-table]`,
		},
	},
	{
		name: "no header over the list",
		old:  "specialties.\n\nGeneral Competencies\tTechnical Competencies\n",
		new:  "specialties.\n\n",
		want: []string{
			`handbook.txt:117:1: a row of 2 lists; the header of "Information Technology Management Competency List" has 0 columns [list-table]`,
		},
	},
	{
		name: "more lists than columns",
		old:  "• Technology Awareness • Vulnerabilities Assessment • Web Technology",
		new:  "• Web Technology\t<ul> • Third",
		want: []string{
			`handbook.txt:121:1: a row of 3 lists; the header of "Information Technology Management Competency List" has 2 columns [list-table]`,
		},
	},
	{
		name: "a band of another form",
		old:  "indicated.\n\nEntry Level*\tInter",
		new:  "indicated.\n\nEntry*\tInter",
		want: []string{
			`handbook.txt:127:1: the column "Entry*" of the general competencies by band; expected a band such as Entry Level [list-table]`,
			`handbook.txt:130:1: the header "Entry Level* | Intermediate Level* | Journey Level* | Senior Level*" differs from the table's first header "Entry* | Intermediate Level* | Journey Level* | Senior Level*" [list-table]`,
		},
	},
	{
		name: "a profile without its header",
		old:  "Customer Support\t\t\nImportant Technical Competencies\t\t\nAccessibility\tInf",
		new:  "Accessibility\tInf",
		want: []string{
			`handbook.txt:604:1: no rule knows this line: "Accessibility\tInformation Assurance\tQuality Assurance"; expected a paragraph, a bullet, a note or a heading of the table of contents [unclaimed-line]`,
			`handbook.txt:605:1: no rule knows this line: "Asset Management\tInformation Systems and Network Security\tRequirements Analysis…"; expected a paragraph, a bullet, a note or a heading of the table of contents [unclaimed-line]`,
			`handbook.txt:606:1: no rule knows this line: "Change Management\tInformation Technology Continuity of Operations (COOP)\tRisk M…"; expected a paragraph, a bullet, a note or a heading of the table of contents [unclaimed-line]`,
		},
		more: 5,
	},
	{
		name: "a profile without competencies",
		old:  "Policy and Planning\n\nThe table below",
		new:  "Policy and Planning\n\nOccupational Profile for Nothing\n\nNothing is here.\n\nThe table below",
		want: []string{
			`handbook.txt:1062:1: the profile "Policy and Planning" has 0 competencies and 0 tasks; expected a table of each [profile]`,
			`handbook.txt:1070:1: no rule knows this line: "Policy and Planning\t\t"; expected a paragraph, a bullet, a note or a heading of the table of contents [unclaimed-line]`,
			`handbook.txt:1084:1: the row "Policy and Planning" has one cell and no tab; expected 3 columns of competencies [profile-row]`,
		},
	},
	{
		name: "a profile row with too many cells",
		old:  "Encryption\tOperations Support\tTechnical Documentation\n",
		new:  "Encryption\tOperations Support\tTechnical Documentation\tWeb Technology\n",
		want: []string{
			`handbook.txt:617:1: the row "Encryption\tOperations Support\tTechnical Documentation\tWeb Technology" has 4 cells; its header has 3 columns [profile-row]`,
		},
	},
	{
		name: "a profile row without tabs",
		old:  "Encryption\tOperations Support\tTechnical Documentation\n",
		new:  "Encryption Operations Support Technical Documentation\n",
		want: []string{
			`handbook.txt:617:1: the row "Encryption Operations Support Technical Documentation" has one cell and no tab; expected 3 columns of competencies [profile-row]`,
		},
	},
	{
		name: "a title without its header after a page break of the competencies",
		old:  "Customer Support\t\t\nImportant Technical Competencies\t\t\nEncryption\tOperations Support\tTechnical Documentation\n",
		new:  "Customer Support\t\t\nEncryption\tOperations Support\tTechnical Documentation\n",
		want: []string{
			`handbook.txt:615:1: the title "Customer Support" comes after a page break without a header; expected Important Technical Competencies or Tasks below it [profile-row]`,
		},
	},
	{
		name: "a title without its header after a page break of the tasks",
		old:  "Information Security\nImportant Technical Tasks\nConducts security or",
		new:  "Information Security\nConducts security or",
		want: []string{
			`handbook.txt:672:1: the title "Information Security" comes after a page break without a header; expected Important Technical Competencies or Tasks below it [profile-row]`,
		},
	},
	{
		name: "a task with a cell",
		old:  "Reviews customer information.",
		new:  "Reviews customer information.\tX",
		want: []string{
			`handbook.txt:640:1: the row "Reviews customer information.\tX" is not a task; expected one statement [profile-row]`,
		},
	},
	{
		name: "a task that is not one",
		old:  "Reviews customer information.",
		new:  "@@ Reviews customer information.",
		want: []string{
			`handbook.txt:640:1: the row "@@ Reviews customer information." is not a task; expected one statement [profile-row]`,
		},
	},
	{
		name: "a heading among definitions",
		old:  "\n\nMemory - Recalls",
		new:  "\n\nMore Competencies\n\nMemory - Recalls",
		want: []string{
			`handbook.txt:1135:1: no rule knows this line: "More Competencies"; expected "Name: definition", the rest of the definition above, or "Note: …" [definition]`,
		},
	},
	{
		name: "a table row among definitions",
		old:  "\n\nMemory - Recalls",
		new:  "\n\nMemory\tRecalls\n\nMemory - Recalls",
		want: []string{
			`handbook.txt:1135:1: a table row among definitions: "Memory\tRecalls"; expected "Name: definition" [definition]`,
		},
	},
	{
		name: "a line in the imprint",
		old:  "Workforce Policy and Innovation\n",
		new:  "Workforce Policy and Innovation\nprinted: on paper\n",
		want: []string{
			`handbook.txt:1336:1: no rule knows this line: "printed: on paper"; expected a unit, an address or a link of the imprint [imprint]`,
		},
	},
	{
		name: "a section twice",
		old:  "\n\nOccupational Profile for Policy and Planning\n\nThe table",
		new:  "\n\nOccupational Profile for Quantum Services\n\nThe table below presents the important technical competencies and top 20 important tasks for information technology management work in Quantum Services.\n\nQuantum Services\t\t\nImportant Technical Competencies\t\t\nAsset Management\tHardware\tSecurity\nEncryption\t\t\n\nQuantum Services\nImportant Technical Tasks\nEntangles qubits.\n\nQuantum Services\nImportant Technical Tasks\nMeasures qubits.\n\nOccupational Profile for Quantum Services\n\nThe table below presents the important technical competencies and top 20 important tasks for information technology management work in Quantum Services.\n\nQuantum Services\t\t\nImportant Technical Competencies\t\t\nAsset Management\tHardware\tSecurity\nEncryption\t\t\n\nQuantum Services\nImportant Technical Tasks\nEntangles qubits.\n\nQuantum Services\nImportant Technical Tasks\nMeasures qubits.\n\nOccupational Profile for Policy and Planning\n\nThe table",
		want: []string{
			`handbook.txt:1079:1: the heading "Occupational Profile for Quantum Services" is here and at line 1062; expected it once [handbook-heading]`,
		},
	},
	{
		name: "a band table twice",
		old:  "\nInformation Technology Management General Competency Importance Rankings\n",
		new:  "\nInformation Technology Management Technical Competencies for IT Strategy and Planning\n\nIT Strategy and Planning\t\t\t\nCompetency\tIntermediate Level\tJourney Level\tSenior Level\nHardware\tX\tX\tX\n\nInformation Technology Management General Competency Importance Rankings\n",
		want: []string{
			`handbook.txt:350:1: the heading "Information Technology Management Technical Competencies for IT Strategy and Pl…" is here and at line 282; expected it once [handbook-heading]`,
		},
	},
	{
		name: "a chapter twice",
		old:  "\nIT Clusters of Work Model\n\nThe new",
		new:  "\nBackground\n\nIT Clusters of Work Model\n\nThe new",
		want: []string{
			`handbook.txt:70:1: "Background" is neither a heading that the table of contents names nor a sentence that ends [unfinished-sentence]`,
		},
	},
}
