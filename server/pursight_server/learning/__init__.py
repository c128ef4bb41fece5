"""What the classification learns from stewards: evidence kept, models trained, compared, used."""
