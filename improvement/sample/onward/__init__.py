"""The sample lived on: from March to December 2013, when the notice is lifted. Told as the sample is, in data/onward/."""
