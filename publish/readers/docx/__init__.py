"""Reading a Word document back, from nothing but the file: zip, XML and the rules of ECMA-376."""
