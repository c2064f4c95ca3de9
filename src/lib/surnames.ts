/** The surnames of two characters that people still bear; a name of two characters has one of one. */
const compound =
  /^(?:欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|淳于|单于|太叔|申屠|公孙|仲孙|轩辕|令狐|钟离|宇文|长孙|慕容|鲜于|闾丘|司徒|司空|亓官|司寇|颛孙|巫马|公西|漆雕|乐正|壤驷|公良|拓跋|夹谷|宰父|谷梁|段干|百里|呼延|东郭|南门|羊舌|微生|梁丘|左丘|东门|西门|第五|纳兰|完颜|哥舒|达奚|即墨)(?=.)/u

/** The surname of a Chinese name; of a name with a middle dot or in letters the first sign. */
export const surnameOf = (name: string): string => compound.exec(name)?.[0] ?? [...name][0] ?? ""
