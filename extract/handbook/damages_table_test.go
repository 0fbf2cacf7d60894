package handbook_test

// tableDamages break the tables of bands and of ranks.
var tableDamages = []damage{
	{
		name: "a cell Y",
		old:  "Physical Security\tX\tX\t**",
		new:  "Physical Security\tX\tY\t**",
		want: []string{
			`handbook.txt:307:1: the cell "Journey Level" of "Physical Security" is "Y"; expected X, ** or nothing [band-cell]`,
		},
	},
	{
		name: "a cell x",
		old:  "Vulnerabilities Assessment\tX\tX\tX",
		new:  "Vulnerabilities Assessment\tX\tx\tX",
		want: []string{
			`handbook.txt:178:1: the cell "Journey Level" of "Vulnerabilities Assessment" is "x"; expected X, ** or nothing [band-cell]`,
		},
	},
	{
		name: "a cell *",
		old:  "Physical Security\tX\tX\t**",
		new:  "Physical Security\tX\tX\t*",
		want: []string{
			`handbook.txt:307:1: the cell "Senior Level" of "Physical Security" is "*"; expected X, ** or nothing [band-cell]`,
		},
	},
	{
		name: "a band row with too few cells",
		old:  "Cloud Engineering\t\t\tX",
		new:  "Cloud Engineering\t\tX",
		want: []string{
			`handbook.txt:202:1: the row "Cloud Engineering\t\tX" has 3 cells; expected a name and 3 cells (Intermediate Level, Journey Level, Senior Level) [table-row]`,
		},
	},
	{
		name: "a band row with too many cells",
		old:  "Cloud Engineering\t\t\tX",
		new:  "Cloud Engineering\t\t\t\tX",
		want: []string{
			`handbook.txt:202:1: the row "Cloud Engineering\t\t\t\tX" has 5 cells; expected a name and 3 cells (Intermediate Level, Journey Level, Senior Level) [table-row]`,
		},
	},
	{
		name: "a band row without a name",
		old:  "Cloud Engineering\t\t\tX",
		new:  "\t\t\tX",
		want: []string{
			`handbook.txt:202:1: the row "\t\t\tX" has 4 cells; expected a name and 3 cells (Intermediate Level, Journey Level, Senior Level) [table-row]`,
		},
	},
	{
		name: "a band row without a mark",
		old:  "Cloud Engineering\t\t\tX",
		new:  "Cloud Engineering\t\t\t",
		want: []string{
			`handbook.txt:202:1: the row "Cloud Engineering" marks no band; expected X or ** in a cell at least, or a header below the title of a table [band-row]`,
		},
	},
	{
		name: "no band header",
		old:  "at the bands indicated.\n\nIT Development and Analysis\t\t\t\nCompetency\tIntermediate Level\tJourney Level\tSenior Level\n",
		new:  "at the bands indicated.\n\nIT Development and Analysis\t\t\t\n",
		want: []string{
			`handbook.txt:217:1: a table row before any header: "IT Development and Analysis\t\t\t" [table-header]`,
			`handbook.txt:218:1: a table row before any header: "Application Development\tX\tX\tX" [table-header]`,
			`handbook.txt:219:1: a table row before any header: "Logical Systems Design\tX\tX\tX" [table-header]`,
		},
		more: 28,
	},
	{
		name: "no header after a page break of the bands",
		old:  "IT Development and Analysis\t\t\t\nCompetency\tIntermediate Level\tJourney Level\tSenior Level\nUser",
		new:  "IT Development and Analysis\t\t\t\nUser",
		want: []string{
			`handbook.txt:250:1: the row "IT Development and Analysis" marks no band; expected X or ** in a cell at least, or a header below the title of a table [band-row]`,
		},
	},
	{
		name: "a band table of another cluster",
		old:  "at the bands indicated.\n\nIT Development and Analysis\t\t\t\n",
		new:  "at the bands indicated.\n\nIT Strategy and Planning\t\t\t\n",
		want: []string{
			`handbook.txt:217:1: the table is titled "IT Strategy and Planning"; its section is about "IT Development and Analysis" [band-table]`,
			`handbook.txt:250:1: a table with the title "IT Development and Analysis" and the header "Competency | Intermediate Level | Journey Level | Senior Level" begins here; expected the section's one table, titled "IT Strategy and Planning", to go on [band-table]`,
		},
	},
	{
		name: "another band header after a page break",
		old:  "IT Development and Analysis\t\t\t\nCompetency\tIntermediate Level\tJourney Level\tSenior Level\nUser",
		new:  "IT Development and Analysis\t\t\t\nCompetency\tIntermediate Level\tSenior Level\tJourney Level\nUser",
		want: []string{
			`handbook.txt:250:1: a table with the title "IT Development and Analysis" and the header "Competency | Intermediate Level | Senior Level | Journey Level" begins here; expected the section's one table, titled "IT Development and Analysis", to go on [band-table]`,
		},
	},
	{
		name: "a rank x",
		old:  "Learning\t10\t16",
		new:  "Learning\tx\t16",
		want: []string{
			`handbook.txt:364:1: the rank "x" of "Learning"; expected a number from 1 or NR* [rank]`,
		},
	},
	{
		name: "a rank 0",
		old:  "Learning\t10\t16",
		new:  "Learning\t0\t16",
		want: []string{
			`handbook.txt:364:1: the rank "0" of "Learning"; expected a number from 1 or NR* [rank]`,
		},
	},
	{
		name: "a rank left out",
		old:  "Learning\t10\t16",
		new:  "Learning\t10\t",
		want: []string{
			`handbook.txt:364:1: the rank "" of "Learning"; expected a number from 1 or NR* [rank]`,
		},
	},
	{
		name: "a rank too many",
		old:  "Learning\t10\t16",
		new:  "Learning\t10\t16\t17",
		want: []string{
			`handbook.txt:364:1: the row "Learning\t10\t16\t17" has 4 cells; expected a name and 2 cells (Current Importance, Future Importance) [table-row]`,
		},
	},
	{
		name: "a ranking row with one cell",
		old:  "Learning\t10\t16",
		new:  "Learning\t10",
		want: []string{
			`handbook.txt:364:1: the row "Learning\t10" has 2 cells; expected a name and 2 cells (Current Importance, Future Importance) [table-row]`,
		},
	},
	{
		name: "a ranking row without tabs",
		old:  "Learning\t10\t16",
		new:  "Learning 10 16",
		want: []string{
			`handbook.txt:364:1: "Learning 10 16" is neither a heading that the table of contents names nor a sentence that ends [unfinished-sentence]`,
		},
	},
	{
		name: "no ranking header",
		old:  "Competency\tCurrent Importance\tFuture Importance\nIntegrity/Honesty",
		new:  "Integrity/Honesty",
		want: []string{
			`handbook.txt:350:1: the section "Information Technology Management General Competency Importance Rankings" has no table with the header Competency, Current Importance, Future Importance [ranking-table]`,
			`handbook.txt:354:1: a table row before any header: "Integrity/Honesty\t1\t1" [table-header]`,
			`handbook.txt:355:1: a table row before any header: "Attention to Detail\t2\t3" [table-header]`,
		},
		more: 28,
	},
	{
		name: "a ranking header of other columns",
		old:  "Competency\tCurrent Importance\tFuture Importance\nIntegrity/Honesty",
		new:  "Competency\tFuture Importance\tCurrent Importance\nIntegrity/Honesty",
		want: []string{
			`handbook.txt:350:1: the section "Information Technology Management General Competency Importance Rankings" has no table with the header Competency, Current Importance, Future Importance [ranking-table]`,
			`handbook.txt:354:1: a table row before any header: "Competency\tFuture Importance\tCurrent Importance" [table-header]`,
			`handbook.txt:355:1: a table row before any header: "Integrity/Honesty\t1\t1" [table-header]`,
		},
		more: 29,
	},
	{
		name: "a technical ranking without its cluster",
		old:  "IT Development and Analysis\t\t\nCompetency\tCurrent",
		new:  "Competency\tCurrent",
		want: []string{
			`handbook.txt:444:1: the table is titled ""; technical rankings name their cluster in a row above the header, general rankings have none [ranking-table]`,
		},
	},
}
