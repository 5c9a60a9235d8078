//! The Python surface: class Tokenizer (PyPI rustbpe's training and tiktoken's Encoding in one) and StreamDecoder.
//!
//! Texts are borrowed, the GIL is released around the work, an `Err(String)` from below becomes a ValueError. A str with
//! lone surrogates has no UTF-8; as in tiktoken it goes through UTF-16, which turns each of them into U+FFFD.

pub mod encode;
pub mod split;
pub mod train;

use encode::{find_any, Encoder, Flat};
use pyo3::exceptions::{PyAssertionError, PyKeyError, PyTypeError, PyUnicodeEncodeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyBytes, PyDict, PyInt, PyIterator, PyList, PyString, PyType};
use split::Splitter;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use train::Failure;

fn value_error(message: impl ToString) -> PyErr {
    PyValueError::new_err(message.to_string())
}

fn to_exception(failure: Failure) -> PyErr {
    failure.downcast::<PyErr>().map_or_else(value_error, |exception| *exception)
}

fn threads_or_all(num_threads: Option<usize>) -> usize {
    num_threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, |n| n.get())).clamp(1, 256)
}

fn text_of(text: &Bound<PyAny>) -> PyResult<PyBackedStr> {
    let Ok(text) = text.cast::<PyString>() else {
        return Err(PyTypeError::new_err(format!("expected a str, got {}", text.get_type().name()?)));
    };
    match PyBackedStr::try_from(text.clone()) {
        Err(e) if e.is_instance_of::<PyUnicodeEncodeError>(text.py()) => {
            let utf16 = text.call_method1("encode", ("utf-16", "surrogatepass"))?;
            PyBackedStr::try_from(utf16.call_method1("decode", ("utf-16", "replace"))?.cast_into::<PyString>()?)
        }
        other => other,
    }
}

fn texts_of(texts: &Bound<PyAny>) -> PyResult<Vec<PyBackedStr>> {
    texts.try_iter()?.map(|text| text_of(&text?)).collect()
}

/// Ids from a list, any sequence, or without a detour from a numpy array of uint32.
fn ids_of(ids: &Bound<PyAny>) -> PyResult<Vec<u32>> {
    if let Ok(dtype) = ids.getattr("dtype") {
        if dtype.getattr("str")?.eq("<u4")? {
            let bytes = ids.call_method0("tobytes")?.cast_into::<PyBytes>()?;
            let four = bytes.as_bytes().chunks_exact(4);
            return Ok(four.map(|b| u32::from_le_bytes(b.try_into().expect("four bytes"))).collect());
        }
    }
    ids.try_iter()?.map(|id| id?.extract()).collect()
}

/// A vector lent to numpy, which reads it in place and keeps it alive: the buffer protocol needs Python 3.11.
#[pyclass(frozen)]
struct Array {
    interface: Py<PyDict>,
    _data: Box<dyn std::any::Any + Send + Sync>,
}

#[pymethods]
impl Array {
    #[getter]
    fn __array_interface__(&self, py: Python) -> Py<PyDict> {
        self.interface.clone_ref(py)
    }
}

fn to_numpy<T: Send + Sync + 'static>(py: Python<'_>, data: Vec<T>, kind: &str) -> PyResult<Py<PyAny>> {
    let interface = PyDict::new(py);
    interface.set_item("shape", (data.len(),))?;
    interface.set_item("typestr", kind)?;
    interface.set_item("data", (data.as_ptr() as usize, false))?;
    interface.set_item("version", 3)?;
    let array = Array { interface: interface.unbind(), _data: Box::new(data) };
    Ok(py.import("numpy")?.call_method1("asarray", (array,))?.unbind())
}

// ---- Tokenizer -----------------------------------------------------------------------------------------------------

#[pyclass(subclass, module = "rustbpe")]
struct Tokenizer {
    #[pyo3(get)]
    name: String,
    encoder: Arc<Encoder>,
    explicit_n_vocab: Option<u32>,
    ints: Vec<Py<PyInt>>, // the object of each id, made once: a list of ids then costs one reference each
}

type Any<'a, 'py> = &'a Bound<'py, PyAny>;

impl Tokenizer {
    fn build(py: Python, name: String, encoder: Encoder, explicit_n_vocab: Option<u32>) -> Self {
        let ints = (0..encoder.ranks().last().map_or(0, |(_, id)| id + 1)).map(|id| id.into_pyobject(py).expect("cannot fail").unbind());
        Tokenizer { name, ints: ints.collect(), encoder: Arc::new(encoder), explicit_n_vocab }
    }

    fn to_list<'py>(&self, py: Python<'py>, ids: &[u32]) -> PyResult<Bound<'py, PyList>> {
        PyList::new(py, ids.iter().map(|&id| match self.ints.get(id as usize) {
            Some(int) => int.bind(py).clone(),
            None => id.into_pyobject(py).expect("cannot fail"),
        }))
    }

    fn to_lists<'py>(&self, py: Python<'py>, flat: Flat) -> PyResult<Bound<'py, PyList>> {
        let lists: PyResult<Vec<_>> =
            flat.ends.windows(2).map(|w| self.to_list(py, &flat.ids[w[0] as usize..w[1] as usize])).collect();
        PyList::new(py, lists?)
    }

    fn run(&self, py: Python, text: Any, allowed: &[bool]) -> PyResult<Vec<u32>> {
        let text = text_of(text)?;
        let mut ids = Vec::with_capacity(text.len() / 3);
        let done = py.detach(|| self.encoder.with_cache(|cache| self.encoder.encode(&text, allowed, cache, &mut ids)));
        done.map_err(value_error)?;
        Ok(ids)
    }

    fn run_many(&self, py: Python, texts: &[PyBackedStr], allowed: &[bool], n: Option<usize>) -> PyResult<Flat> {
        let texts: Vec<&str> = texts.iter().map(|text| &**text).collect();
        py.detach(|| self.encoder.encode_many(&texts, allowed, threads_or_all(n))).map_err(value_error)
    }

    /// tiktoken's two arguments -> which specials are encoded; ValueError where a text holds a disallowed one.
    fn check_specials(&self, texts: &[PyBackedStr], allowed: Option<Any>, disallowed: Option<Any>) -> PyResult<Vec<bool>> {
        let specials = &self.encoder.specials;
        let is_all = |set: Any| set.extract::<PyBackedStr>().is_ok_and(|word| &*word == "all");
        let names = |set: Any| set.try_iter()?.map(|s| s?.extract::<String>()).collect::<PyResult<Vec<_>>>();
        let mask: Vec<bool> = match allowed {
            None => vec![false; specials.len()],
            Some(set) if is_all(set) => vec![true; specials.len()],
            Some(set) => {
                let set = names(set)?;
                specials.iter().map(|(text, _)| set.contains(text)).collect()
            }
        };
        let all_but = || specials.iter().zip(&mask).filter(|(_, &yes)| !yes).map(|((text, _), _)| text.clone()).collect();
        let forbidden: Vec<String> = match disallowed {
            Some(set) if !is_all(set) => names(set)?,
            _ => all_but(),
        };
        let every = forbidden.len() == specials.len() && !mask.contains(&true) && disallowed.is_none_or(is_all);
        let search = if every || forbidden.is_empty() { None } else { Some(find_any(forbidden.iter().map(|s| s.as_str()))) };
        let search = search.transpose().map_err(value_error)?;
        for text in texts {
            let hit = match &search {
                Some(search) => search.find(&**text).map(|found| forbidden[found.pattern()].as_str()),
                None if every => self.encoder.find_special(text),
                None => None,
            };
            if let Some(hit) = hit {
                return Err(value_error(format!(
                    "the text contains the special token {hit:?}; to encode it as its id pass allowed_special={{{hit:?}}}, \
                     to encode it as plain text pass disallowed_special=()"
                )));
            }
        }
        Ok(mask)
    }

    fn bytes_of(&self, ids: Any) -> PyResult<Vec<u8>> {
        let ids = ids_of(ids)?;
        let mut out = Vec::with_capacity(ids.len() * 4);
        self.encoder.decode(&ids, &mut out).map_err(unknown_id)?;
        Ok(out)
    }

    /// Train on what `next_doc` yields; documents are split on their own, so their bounds count.
    fn learn(
        &mut self, py: Python, options: (usize, Option<String>, Option<usize>, Option<Py<PyAny>>, usize),
        mut next_doc: impl FnMut(Python) -> PyResult<Option<Arc<dyn AsRef<[u8]> + Send + Sync>>> + Send,
    ) -> PyResult<()> {
        let (vocab_size, pattern, num_threads, progress, most_docs) = options;
        let Some(wanted) = vocab_size.checked_sub(256) else {
            return Err(value_error(format!("vocab_size {vocab_size} is less than the 256 single bytes")));
        };
        let splitter = Splitter::new(pattern.as_deref().unwrap_or(split::RUSTBPE)).map_err(value_error)?;
        let threads = threads_or_all(num_threads);
        let next_batch = || {
            Python::attach(|py| {
                py.check_signals()?;
                let (mut batch, mut bytes) = (Vec::new(), 0);
                while bytes < 1 << 20 && batch.len() < most_docs {
                    let Some(doc) = next_doc(py)? else { break };
                    let text = (*doc).as_ref();
                    bytes += text.len();
                    if text.len() < 1 << 21 {
                        batch.push((doc.clone(), 0, text.len()));
                    } else {
                        let text = std::str::from_utf8(text).map_err(value_error)?;
                        let cuts = splitter.cuts(text, 1 << 20);
                        batch.extend(cuts.windows(2).map(|w| (doc.clone(), w[0], w[1])));
                    }
                }
                Ok::<_, Failure>((!batch.is_empty()).then_some(batch))
            })
        };
        let mut last = Instant::now();
        let tick = |merges: usize| {
            if last.elapsed() < Duration::from_millis(100) && merges < wanted {
                return Ok(()); // Python's lock may be busy; do not queue for it at every step
            }
            last = Instant::now();
            Python::attach(|py| {
                py.check_signals()?;
                progress.as_ref().map_or(Ok(()), |f| f.call1(py, (merges, wanted)).map(drop))?;
                Ok(())
            })
        };
        let merges = py.detach(|| {
            let counts = train::count(&splitter, threads, next_batch)?;
            train::train(counts, wanted, threads, 1 << 15, tick)
        });
        let mut ranks: Vec<(Vec<u8>, u32)> = (0..=255).map(|b| (vec![b], b as u32)).collect();
        for (left, right) in merges.map_err(to_exception)? {
            let joined = [&ranks[left as usize].0[..], &ranks[right as usize].0].concat();
            ranks.push((joined, ranks.len() as u32));
        }
        let encoder = Encoder::new(splitter, ranks, Vec::new()).map_err(value_error)?;
        *self = Tokenizer::build(py, self.name.clone(), encoder, None);
        Ok(())
    }
}

fn unknown_id(id: u32) -> PyErr {
    PyKeyError::new_err(format!("no token has the id {id}"))
}

#[pymethods]
impl Tokenizer {
    /// Tokenizer() is empty, to be trained. Tokenizer(name, pat_str=, mergeable_ranks=, special_tokens=) is tiktoken's.
    #[new]
    #[pyo3(signature = (name=None, *, pat_str=None, mergeable_ranks=None, special_tokens=None, explicit_n_vocab=None))]
    fn new(
        py: Python, name: Option<String>, pat_str: Option<&str>, mergeable_ranks: Option<&Bound<PyDict>>,
        special_tokens: Option<BTreeMap<String, u32>>, explicit_n_vocab: Option<u32>,
    ) -> PyResult<Self> {
        let mut ranks: Vec<(Vec<u8>, u32)> = Vec::new();
        match mergeable_ranks {
            Some(given) => {
                for (bytes, id) in given {
                    ranks.push((bytes.cast::<PyBytes>()?.as_bytes().to_vec(), id.extract()?));
                }
            }
            None => ranks.extend((0..=255).map(|b| (vec![b], b as u32))),
        }
        let specials: Vec<(String, u32)> = special_tokens.unwrap_or_default().into_iter().collect();
        let splitter = Splitter::new(pat_str.unwrap_or(split::RUSTBPE)).map_err(value_error)?;
        let count = ranks.len() + specials.len();
        let encoder = Encoder::new(splitter, ranks, specials).map_err(value_error)?;
        let this = Self::build(py, name.unwrap_or("rustbpe".into()), encoder, explicit_n_vocab);
        match explicit_n_vocab {
            Some(n) if count != n as usize || this.max_token_value() + 1 != n => Err(PyAssertionError::new_err(
                format!("explicit_n_vocab is {n}, but there are {count} tokens up to id {}", this.max_token_value()),
            )),
            _ => Ok(this),
        }
    }

    /// Learn merges from an iterator of str. vocab_size counts the 256 bytes, not special tokens.
    #[allow(clippy::too_many_arguments)] // they are rustbpe's, plus two
    #[pyo3(signature = (iterator, vocab_size, buffer_size=8192, pattern=None, num_threads=None, progress=None))]
    fn train_from_iterator(
        &mut self, py: Python, iterator: Any, vocab_size: usize, buffer_size: usize, pattern: Option<String>,
        num_threads: Option<usize>, progress: Option<Py<PyAny>>,
    ) -> PyResult<()> {
        let texts: Py<PyIterator> = iterator.try_iter()?.unbind();
        self.learn(py, (vocab_size, pattern, num_threads, progress, buffer_size.max(1)), move |py| {
            let Some(text) = texts.bind(py).clone().next() else { return Ok(None) };
            Ok(Some(Arc::new(text_of(&text?)?) as _))
        })
    }

    /// The same from files: a .jsonl is one document per line (its "text"), anything else is one document.
    #[pyo3(signature = (paths, vocab_size, pattern=None, num_threads=None, progress=None))]
    fn train_from_files(
        &mut self, py: Python, paths: Vec<PathBuf>, vocab_size: usize, pattern: Option<String>,
        num_threads: Option<usize>, progress: Option<Py<PyAny>>,
    ) -> PyResult<()> {
        let parse = py.import("json")?.getattr("loads")?.unbind();
        let (mut paths, mut lines) = (paths.into_iter(), None::<(PathBuf, memmap2::Mmap, usize, usize)>);
        self.learn(py, (vocab_size, pattern, num_threads, progress, 8192), move |py| loop {
            if let Some((path, map, at, number)) = &mut lines {
                if *at < map.len() {
                    let len = map[*at..].iter().position(|&b| b == b'\n').map_or(map.len() - *at, |n| n + 1);
                    let line = map[*at..*at + len].trim_ascii();
                    (*at, *number) = (*at + len, *number + 1);
                    if line.is_empty() {
                        continue;
                    }
                    let text = parse.bind(py).call1((PyBytes::new(py, line),)).and_then(|row| row.get_item("text"));
                    let text = text.and_then(|text| text_of(&text)).map_err(|e| {
                        value_error(format!("{} line {number}: no JSON object with a \"text\": {e}", path.display()))
                    })?;
                    return Ok(Some(Arc::new(text) as _));
                }
                lines = None;
            }
            let Some(path) = paths.next() else { return Ok(None) };
            let map = map_file(&path)?;
            if path.extension().is_some_and(|e| e == "jsonl") {
                lines = Some((path, map, 0, 0));
            } else {
                std::str::from_utf8(&map).map_err(|e| value_error(format!("{}: {e}", path.display())))?;
                return Ok(Some(Arc::new(map) as _));
            }
        })
    }

    fn get_pattern(&self) -> &str {
        &self.encoder.splitter.pattern
    }

    #[getter]
    fn vocab_size(&self) -> usize {
        self.encoder.ranks().count()
    }

    fn get_mergeable_ranks<'py>(&self, py: Python<'py>) -> Vec<(Bound<'py, PyBytes>, u32)> {
        self.encoder.ranks().map(|(bytes, id)| (PyBytes::new(py, bytes), id)).collect()
    }

    // ---- encode ----------------------------------------------------------------------------------------------------

    fn encode_ordinary<'py>(&self, py: Python<'py>, text: Any) -> PyResult<Bound<'py, PyList>> {
        self.to_list(py, &self.run(py, text, &[])?)
    }

    #[pyo3(signature = (text, *, allowed_special=None, disallowed_special=None))]
    fn encode<'py>(
        &self, py: Python<'py>, text: Any, allowed_special: Option<Any>, disallowed_special: Option<Any>,
    ) -> PyResult<Bound<'py, PyList>> {
        let allowed = self.check_specials(&[text_of(text)?], allowed_special, disallowed_special)?;
        self.to_list(py, &self.run(py, text, &allowed)?)
    }

    #[pyo3(signature = (text, *, allowed_special=None, disallowed_special=None))]
    fn encode_to_numpy(
        &self, py: Python, text: Any, allowed_special: Option<Any>, disallowed_special: Option<Any>,
    ) -> PyResult<Py<PyAny>> {
        let allowed = self.check_specials(&[text_of(text)?], allowed_special, disallowed_special)?;
        to_numpy(py, self.run(py, text, &allowed)?, "<u4")
    }

    #[pyo3(signature = (text, *, num_threads=None))]
    fn encode_ordinary_batch<'py>(
        &self, py: Python<'py>, text: Any, num_threads: Option<usize>,
    ) -> PyResult<Bound<'py, PyList>> {
        self.to_lists(py, self.run_many(py, &texts_of(text)?, &[], num_threads)?)
    }

    #[pyo3(signature = (text, *, num_threads=None, allowed_special=None, disallowed_special=None))]
    fn encode_batch<'py>(
        &self, py: Python<'py>, text: Any, num_threads: Option<usize>, allowed_special: Option<Any>,
        disallowed_special: Option<Any>,
    ) -> PyResult<Bound<'py, PyList>> {
        let texts = texts_of(text)?;
        let allowed = self.check_specials(&texts, allowed_special, disallowed_special)?;
        self.to_lists(py, self.run_many(py, &texts, &allowed, num_threads)?)
    }

    /// PyPI rustbpe's name for encode_ordinary_batch.
    fn batch_encode<'py>(&self, py: Python<'py>, texts: Any) -> PyResult<Bound<'py, PyList>> {
        self.encode_ordinary_batch(py, texts, None)
    }

    /// -> (ids uint32, offsets int64): the ids of text k are ids[offsets[k]:offsets[k + 1]].
    #[pyo3(signature = (texts, num_threads=None))]
    fn encode_batch_to_numpy(
        &self, py: Python, texts: Any, num_threads: Option<usize>,
    ) -> PyResult<(Py<PyAny>, Py<PyAny>)> {
        let flat = self.run_many(py, &texts_of(texts)?, &[], num_threads)?;
        Ok((to_numpy(py, flat.ids, "<u4")?, to_numpy(py, flat.ends, "<i8")?))
    }

    /// Encode a UTF-8 file as one text. With `out` the ids go there as little-endian uint32, and their number returns.
    #[pyo3(signature = (path, out=None, num_threads=None))]
    fn encode_file(
        &self, py: Python, path: PathBuf, out: Option<PathBuf>, num_threads: Option<usize>,
    ) -> PyResult<Py<PyAny>> {
        let map = map_file(&path)?;
        let text = std::str::from_utf8(&map).map_err(|e| value_error(format!("{}: {e}", path.display())))?;
        let encode = |text: &str| self.encoder.encode_many(&[text], &[], threads_or_all(num_threads));
        let Some(out) = out else {
            return to_numpy(py, py.detach(|| encode(text)).map_err(value_error)?.ids, "<u4");
        };
        let count = py.detach(|| -> Result<usize, Failure> {
            let (part, mut count) = (out.with_extension("part"), 0);
            let mut file = std::fs::File::create(&part)?;
            for window in self.encoder.splitter.cuts(text, 1 << 26).windows(2) {
                let ids = encode(&text[window[0]..window[1]])?.ids;
                let bytes: Vec<u8> = ids.iter().flat_map(|id| id.to_le_bytes()).collect();
                std::io::Write::write_all(&mut file, &bytes)?;
                count += ids.len();
            }
            std::fs::rename(&part, &out)?;
            Ok(count)
        });
        Ok(count.map_err(to_exception)?.into_pyobject(py)?.into_any().unbind())
    }

    /// How many ids encode_ordinary gives.
    fn count(&self, py: Python, text: Any) -> PyResult<usize> {
        Ok(self.run(py, text, &[])?.len())
    }

    fn encode_single_token(&self, text_or_bytes: Any) -> PyResult<u32> {
        let text = text_or_bytes.cast::<PyString>().is_ok().then(|| text_of(text_or_bytes)).transpose()?;
        let special = text.as_deref().and_then(|t| self.encoder.specials.iter().find(|(name, _)| name == t));
        let id = match &text {
            Some(text) => self.encoder.token_id(text.as_bytes()),
            None => self.encoder.token_id(text_or_bytes.cast::<PyBytes>()?.as_bytes()),
        };
        let id = id.or(special.map(|(_, id)| *id));
        id.ok_or_else(|| PyKeyError::new_err(text_or_bytes.clone().unbind()))
    }

    // ---- decode ----------------------------------------------------------------------------------------------------

    #[pyo3(signature = (tokens, errors="replace"))]
    fn decode<'py>(&self, py: Python<'py>, tokens: Any, errors: &str) -> PyResult<Bound<'py, PyAny>> {
        PyBytes::new(py, &self.bytes_of(tokens)?).call_method1("decode", ("utf-8", errors))
    }

    fn decode_bytes<'py>(&self, py: Python<'py>, tokens: Any) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &self.bytes_of(tokens)?))
    }

    #[pyo3(signature = (batch, *, errors="replace", num_threads=None))]
    fn decode_batch<'py>(
        &self, py: Python<'py>, batch: Any, errors: &str, num_threads: Option<usize>,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let _ = num_threads; // tiktoken has it; building the str objects is what takes the time, under Python's lock
        batch.try_iter()?.map(|ids| self.decode(py, &ids?, errors)).collect()
    }

    #[pyo3(signature = (batch, *, num_threads=None))]
    fn decode_bytes_batch<'py>(
        &self, py: Python<'py>, batch: Any, num_threads: Option<usize>,
    ) -> PyResult<Vec<Bound<'py, PyBytes>>> {
        let _ = num_threads;
        batch.try_iter()?.map(|ids| self.decode_bytes(py, &ids?)).collect()
    }

    fn decode_single_token_bytes<'py>(&self, py: Python<'py>, token: u32) -> PyResult<Bound<'py, PyBytes>> {
        self.encoder.token_bytes(token).map(|bytes| PyBytes::new(py, bytes)).ok_or_else(|| unknown_id(token))
    }

    fn decode_tokens_bytes<'py>(&self, py: Python<'py>, tokens: Any) -> PyResult<Vec<Bound<'py, PyBytes>>> {
        ids_of(tokens)?.into_iter().map(|id| self.decode_single_token_bytes(py, id)).collect()
    }

    /// -> (text, for each token the index of the character in which it starts)
    fn decode_with_offsets<'py>(&self, py: Python<'py>, tokens: Any) -> PyResult<(Bound<'py, PyAny>, Vec<usize>)> {
        let (mut chars, mut offsets) = (0, Vec::new());
        for id in ids_of(tokens)? {
            let bytes = self.encoder.token_bytes(id).ok_or_else(|| unknown_id(id))?;
            let inside = bytes.first().is_some_and(|b| b & 0xc0 == 0x80); // it begins in the middle of a character
            offsets.push(if inside { usize::max(chars, 1) - 1 } else { chars });
            chars += bytes.iter().filter(|&b| b & 0xc0 != 0x80).count();
        }
        Ok((self.decode(py, tokens, "strict")?, offsets))
    }

    // ---- facts, pickling, files ------------------------------------------------------------------------------------

    #[getter]
    fn max_token_value(&self) -> u32 {
        let last = self.encoder.ranks().last().map_or(0, |(_, id)| id);
        self.encoder.specials.iter().map(|(_, id)| *id).fold(last, u32::max)
    }

    #[getter]
    fn n_vocab(&self) -> u32 {
        self.max_token_value() + 1
    }

    #[getter]
    fn eot_token(&self) -> PyResult<u32> {
        let found = self.encoder.specials.iter().find(|(name, _)| name == "<|endoftext|>");
        found.map(|(_, id)| *id).ok_or_else(|| PyKeyError::new_err("<|endoftext|>"))
    }

    #[getter]
    fn special_tokens_set(&self) -> std::collections::HashSet<String> {
        self.encoder.specials.iter().map(|(name, _)| name.clone()).collect()
    }

    fn is_special_token(&self, token: u32) -> bool {
        self.encoder.specials.iter().any(|(_, id)| *id == token)
    }

    fn token_byte_values<'py>(&self, py: Python<'py>) -> Vec<Bound<'py, PyBytes>> {
        let mut all: Vec<&[u8]> = self.encoder.ranks().map(|(bytes, _)| bytes).collect();
        all.sort_unstable();
        all.into_iter().map(|bytes| PyBytes::new(py, bytes)).collect()
    }

    fn __repr__(&self) -> String {
        format!("<Tokenizer {:?}: {} tokens>", self.name, self.n_vocab())
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<((String,), Bound<'py, PyDict>)> {
        let (ranks, specials, given) = (PyDict::new(py), PyDict::new(py), PyDict::new(py));
        self.encoder.ranks().try_for_each(|(bytes, id)| ranks.set_item(PyBytes::new(py, bytes), id))?;
        self.encoder.specials.iter().try_for_each(|(name, id)| specials.set_item(name, id))?;
        given.set_item("pat_str", self.get_pattern())?;
        given.set_item("mergeable_ranks", ranks)?;
        given.set_item("special_tokens", specials)?;
        given.set_item("explicit_n_vocab", self.explicit_n_vocab)?;
        Ok(((self.name.clone(),), given))
    }

    /// Write everything as JSON; the bytes of a token as base64.
    fn save(&self, py: Python, path: PathBuf) -> PyResult<()> {
        let ((name,), given) = self.__getnewargs_ex__(py)?;
        let to_base64 = py.import("base64")?.getattr("b64encode")?;
        let ranks = PyDict::new(py);
        for (bytes, id) in self.encoder.ranks() {
            ranks.set_item(to_base64.call1((PyBytes::new(py, bytes),))?.call_method1("decode", ("ascii",))?, id)?;
        }
        given.set_item("mergeable_ranks", ranks)?;
        given.set_item("name", name)?;
        let json: String = py.import("json")?.call_method1("dumps", (given,))?.extract()?;
        let part = path.with_extension("part");
        std::fs::write(&part, json)?;
        Ok(std::fs::rename(&part, &path)?)
    }

    #[classmethod]
    fn load<'py>(class: &Bound<'py, PyType>, path: PathBuf) -> PyResult<Bound<'py, PyAny>> {
        let py = class.py();
        let given = py.import("json")?.call_method1("loads", (std::fs::read_to_string(path)?,))?;
        let (given, ranks) = (given.cast_into::<PyDict>()?, PyDict::new(py));
        let from_base64 = py.import("base64")?.getattr("b64decode")?;
        for (text, id) in given.as_any().get_item("mergeable_ranks")?.cast_into::<PyDict>()? {
            ranks.set_item(from_base64.call1((text,))?, id)?;
        }
        given.set_item("mergeable_ranks", ranks)?;
        class.call((), Some(&given))
    }
}

fn map_file(path: &PathBuf) -> PyResult<memmap2::Mmap> {
    let file = std::fs::File::open(path)?;
    // SAFETY: the map is only read, and every use checks its UTF-8 anew; a file that another program cuts short while
    // it is read ends this one with SIGBUS, as with every memory map.
    Ok(unsafe { memmap2::Mmap::map(&file)? })
}

// ---- StreamDecoder -------------------------------------------------------------------------------------------------

/// Ids in, text out, as they come. Bytes that begin a character wait until the rest of it is there.
#[pyclass]
struct StreamDecoder {
    encoder: Arc<Encoder>,
    waiting: Vec<u8>, // at most 3 bytes
}

#[pymethods]
impl StreamDecoder {
    #[new]
    fn new(tokenizer: &Tokenizer) -> Self {
        StreamDecoder { encoder: tokenizer.encoder.clone(), waiting: Vec::new() }
    }

    /// Take one id; return the characters that are now complete.
    fn push(&mut self, token: u32) -> PyResult<String> {
        self.waiting.extend_from_slice(self.encoder.token_bytes(token).ok_or_else(|| unknown_id(token))?);
        let (mut good, mut whole) = (String::new(), 0);
        for chunk in self.waiting.utf8_chunks() {
            let rest = chunk.invalid();
            whole += chunk.valid().len() + rest.len();
            good.push_str(chunk.valid());
            if whole == self.waiting.len() && std::str::from_utf8(rest).is_err_and(|e| e.error_len().is_none()) {
                whole -= rest.len(); // cut off, not wrong
            } else if !rest.is_empty() {
                good.push('\u{fffd}');
            }
        }
        self.waiting.drain(..whole);
        Ok(good)
    }

    /// The end: what still waits is half a character and becomes U+FFFD.
    fn finish(&mut self) -> String {
        String::from_utf8_lossy(&std::mem::take(&mut self.waiting)).into_owned()
    }
}

#[pymodule(gil_used = false)]
mod rustbpe {
    #[pymodule_export]
    use super::{StreamDecoder, Tokenizer};
}
