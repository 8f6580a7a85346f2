print("avow")
