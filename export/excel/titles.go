package excel

const titleSheet = "Titles and duties"
