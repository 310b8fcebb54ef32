"""Money: what each tier costs, what the cheaper one saves, and what a mistake may cost before that stops paying."""
