"""The vendor's pages: a respondent without an account answers what they were asked, behind a link and a code."""
