"""How are the figures of one period entered in one go: what is asked, kept, refused by row?"""
