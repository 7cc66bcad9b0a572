<?xml version="1.0" encoding="UTF-8"?>
<!-- How words of the factsheets are said where a voice would get them wrong. British English, IPA. -->
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en-GB">
  <!-- Names of illnesses: ALL is said letter by letter, not as the word "all" -->
  <lexeme><grapheme>ALL</grapheme><phoneme>ˌeɪɛlˈɛl</phoneme></lexeme>
  <lexeme><grapheme>iwCLL</grapheme><alias>I W C L L</alias></lexeme>
  <!-- Medicines -->
  <lexeme><grapheme>anthracycline</grapheme><phoneme>ˌænθɹəˈsaɪkliːn</phoneme></lexeme>
  <lexeme><grapheme>asparaginase</grapheme><phoneme>əˈspæɹədʒɪneɪz</phoneme></lexeme>
  <lexeme><grapheme>Besponsa</grapheme><phoneme>bɛˈspɒnsə</phoneme></lexeme>
  <lexeme><grapheme>blinatumomab</grapheme><grapheme>Blinatumomab</grapheme><phoneme>ˌblɪnəˈtuːməmæb</phoneme></lexeme>
  <lexeme><grapheme>Blincyto</grapheme><phoneme>blɪnˈsaɪtəʊ</phoneme></lexeme>
  <lexeme><grapheme>cytarabine</grapheme><phoneme>saɪˈtæɹəbiːn</phoneme></lexeme>
  <lexeme><grapheme>dasatinib</grapheme><phoneme>dəˈsætɪnɪb</phoneme></lexeme>
  <lexeme><grapheme>daunorubicin</grapheme><phoneme>ˌdɔːnəˈɹuːbɪsɪn</phoneme></lexeme>
  <lexeme><grapheme>doxorubicin</grapheme><phoneme>ˌdɒksəˈɹuːbɪsɪn</phoneme></lexeme>
  <lexeme><grapheme>idarubicin</grapheme><phoneme>ˌaɪdəˈɹuːbɪsɪn</phoneme></lexeme>
  <lexeme><grapheme>imatinib</grapheme><phoneme>ɪˈmætɪnɪb</phoneme></lexeme>
  <lexeme><grapheme>inotuzumab</grapheme><grapheme>Inotuzumab</grapheme><phoneme>ˌɪnəˈtuːzuːmæb</phoneme></lexeme>
  <lexeme><grapheme>ozogamicin</grapheme><grapheme>Ozogamicin</grapheme><phoneme>ˌəʊzəʊɡəˈmaɪsɪn</phoneme></lexeme>
  <lexeme><grapheme>pegaspargase</grapheme><phoneme>pɛˈɡæspɑːɡeɪz</phoneme></lexeme>
  <lexeme><grapheme>prednisolone</grapheme><phoneme>pɹɛdˈnɪsələʊn</phoneme></lexeme>
  <!-- Tests -->
  <lexeme><grapheme>hybridisation</grapheme><phoneme>ˌhaɪbɹɪdaɪˈzeɪʃən</phoneme></lexeme>
  <lexeme><grapheme>immunophenotyping</grapheme><grapheme>Immunophenotyping</grapheme><phoneme>ˌɪmjʊnəʊˈfiːnətaɪpɪŋ</phoneme></lexeme>
  <lexeme><grapheme>situ</grapheme><phoneme>ˈsɪtjuː</phoneme></lexeme>
  <!-- The body -->
  <lexeme><grapheme>kinase</grapheme><phoneme>ˈkaɪneɪz</phoneme></lexeme>
  <lexeme><grapheme>vertebrae</grapheme><phoneme>ˈvɜːtɪbɹeɪ</phoneme></lexeme>
  <!-- British words that a voice made elsewhere does not know -->
  <lexeme><grapheme>factsheet</grapheme><phoneme>ˈfæktʃiːt</phoneme></lexeme>
  <lexeme><grapheme>freephone</grapheme><phoneme>ˈfɹiːfəʊn</phoneme></lexeme>
</lexicon>
