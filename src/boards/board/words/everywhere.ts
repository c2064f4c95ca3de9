/** What machines are told of a text that nearly every name holds; pages say it in their own words. */
export const everywhere = "q: found too often to be counted; add another word"
