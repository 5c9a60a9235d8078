"""test_all.py: every test, in pipeline order; names are claims.
run:    pytest test_all.py            python test_all.py soak [--only NAME]            python test_all.py bench [--only NAME]
reads:  the scripts beside it         writes: only temporary folders
map:    helpers | rustbpe | tok | gpt | train | chat | report | run.sh | soak | bench | main"""
