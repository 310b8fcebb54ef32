"""Vendors by the API."""


def test_a_vendor_is_recorded_and_read_again(api):
    made = api.post("/vendors/", {"legal_name": "Oak Ltd", "company_number": "1234567", "country": "gb"})
    assert made.status_code == 201, made.content
    assert made["ETag"] == '"1"'
    body = made.json()
    assert made["Location"].endswith(f"/api/v1/vendors/{body['id']}/")
    assert (body["company_number"], body["country"], body["state"]) == ("01234567", "GB", "active")
    assert api.get(made["Location"]).json() == body
