<?xml version="1.0" encoding="UTF-8"?>
<!-- How words of the factsheets are said where a voice would get them wrong. British English, IPA. -->
<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en-GB">
  <!-- Names of illnesses: ALL is said letter by letter, not as the word "all" -->
  <lexeme><grapheme>ALL</grapheme><phoneme>ˌeɪɛlˈɛl</phoneme></lexeme>
  <lexeme><grapheme>iwCLL</grapheme><alias>I W C L L</alias></lexeme>
  <!-- Medicines -->
  <lexeme><grapheme>anthracycline</grapheme><phoneme>ˌænθɹəˈsaɪkliːn</phoneme></lexeme>
  <lexeme><grapheme>asparaginase</grapheme><phoneme>əˈspæɹədʒɪneɪz</phoneme></lexeme>
  <lexeme><grapheme>blinatumomab</grapheme><grapheme>Blinatumomab</grapheme><phoneme>ˌblɪnəˈtuːməmæb</phoneme></lexeme>
  <lexeme><grapheme>Blincyto</grapheme><phoneme>blɪnˈsaɪtəʊ</phoneme></lexeme>
  <lexeme><grapheme>cyclophosphamide</grapheme><phoneme>ˌsaɪkləˈfɒsfəmaɪd</phoneme></lexeme>
  <lexeme><grapheme>cytarabine</grapheme><phoneme>saɪˈtæɹəbiːn</phoneme></lexeme>
  <lexeme><grapheme>dasatinib</grapheme><phoneme>dəˈsætɪnɪb</phoneme></lexeme>
  <lexeme><grapheme>daunorubicin</grapheme><phoneme>ˌdɔːnəˈɹuːbɪsɪn</phoneme></lexeme>
  <lexeme><grapheme>dexamethasone</grapheme><phoneme>ˌdɛksəˈmɛθəzəʊn</phoneme></lexeme>
  <lexeme><grapheme>doxorubicin</grapheme><phoneme>ˌdɒksəˈɹuːbɪsɪn</phoneme></lexeme>
  <lexeme><grapheme>idarubicin</grapheme><phoneme>ˌaɪdəˈɹuːbɪsɪn</phoneme></lexeme>
  <lexeme><grapheme>imatinib</grapheme><phoneme>ɪˈmætɪnɪb</phoneme></lexeme>
  <lexeme><grapheme>inotuzumab</grapheme><grapheme>Inotuzumab</grapheme><phoneme>ˌɪnəˈtuːzuːmæb</phoneme></lexeme>
  <lexeme><grapheme>methotrexate</grapheme><phoneme>ˌmɛθəˈtɹɛkseɪt</phoneme></lexeme>
  <lexeme><grapheme>ozogamicin</grapheme><grapheme>Ozogamicin</grapheme><phoneme>ˌəʊzəʊɡəˈmaɪsɪn</phoneme></lexeme>
  <lexeme><grapheme>pegaspargase</grapheme><phoneme>pɛˈɡæspɑːɡeɪz</phoneme></lexeme>
  <lexeme><grapheme>prednisolone</grapheme><phoneme>pɹɛdˈnɪsələʊn</phoneme></lexeme>
  <lexeme><grapheme>vincristine</grapheme><phoneme>vɪnˈkɹɪstiːn</phoneme></lexeme>
  <!-- Tests and treatments -->
  <lexeme><grapheme>allogeneic</grapheme><phoneme>ˌæləʊdʒəˈniːɪk</phoneme></lexeme>
  <lexeme><grapheme>anaesthetic</grapheme><phoneme>ˌænəsˈθɛtɪk</phoneme></lexeme>
  <lexeme><grapheme>autologous</grapheme><grapheme>Autologous</grapheme><phoneme>ɔːˈtɒləɡəs</phoneme></lexeme>
  <lexeme><grapheme>hybridisation</grapheme><phoneme>ˌhaɪbɹɪdaɪˈzeɪʃən</phoneme></lexeme>
  <lexeme><grapheme>immunophenotyping</grapheme><grapheme>Immunophenotyping</grapheme><phoneme>ˌɪmjʊnəʊˈfiːnətaɪpɪŋ</phoneme></lexeme>
  <lexeme><grapheme>intrathecal</grapheme><phoneme>ˌɪntɹəˈθiːkəl</phoneme></lexeme>
  <!-- The body -->
  <lexeme><grapheme>cerebrospinal</grapheme><phoneme>ˌsɛɹɪbɹəʊˈspaɪnəl</phoneme></lexeme>
  <lexeme><grapheme>kinase</grapheme><phoneme>ˈkaɪneɪz</phoneme></lexeme>
  <lexeme><grapheme>polymerase</grapheme><grapheme>Polymerase</grapheme><phoneme>pəˈlɪməɹeɪz</phoneme></lexeme>
  <lexeme><grapheme>tyrosine</grapheme><grapheme>Tyrosine</grapheme><phoneme>ˈtaɪɹəsiːn</phoneme></lexeme>
  <lexeme><grapheme>vertebrae</grapheme><phoneme>ˈvɜːtɪbɹeɪ</phoneme></lexeme>
</lexicon>
