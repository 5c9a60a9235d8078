//! What Python calls: class Core, which trains, encodes and decodes. The other names of PyPI's rustbpe and of
//! tiktoken are made of these in ../python/rustbpe/__init__.py.
//!
//! Texts are borrowed, the GIL is released around the work, an `Err(String)` from below becomes a ValueError.
//! A str with lone surrogates has no UTF-8; as in tiktoken it goes through UTF-16, which turns each of them
//! into U+FFFD.

pub mod encode;
pub mod split;
pub mod train;
use bytemuck::cast_slice;
use encode::{Encoder, Flat, Ranks, Specials};
use pyo3::exceptions::{PyKeyError, PyTypeError, PyUnicodeEncodeError, PyValueError};
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyByteArray, PyBytes, PyInt, PyIterator, PyList, PyString};
use split::Splitter;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use train::Failure;

fn value_error(message: impl ToString) -> PyErr {
    PyValueError::new_err(message.to_string())
}
fn threads_or_all(num_threads: Option<usize>) -> usize {
    num_threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, |n| n.get())).clamp(1, 256)
}

/// A text that Python lends: a str, or a path of a file that is mapped into memory.
enum Text {
    Str(PyBackedStr),
    Map(PathBuf, memmap2::Mmap),
}

impl Text {
    fn of(given: &Bound<PyAny>) -> PyResult<Text> {
        if let Ok(text) = given.cast::<PyString>() {
            return match PyBackedStr::try_from(text.clone()) {
                Err(e) if e.is_instance_of::<PyUnicodeEncodeError>(given.py()) => {
                    let utf16 = text.call_method1("encode", ("utf-16", "surrogatepass"))?;
                    Ok(Text::Str(utf16.call_method1("decode", ("utf-16", "replace"))?.extract()?))
                }
                text => text.map(Text::Str),
            };
        }
        if !given.hasattr("__fspath__")? {
            return Err(PyTypeError::new_err(format!("expected a str, got {}", given.get_type().name()?)));
        }
        let path: PathBuf = given.extract()?;
        // SAFETY: the map is only read, and every use checks its UTF-8 anew; a file that another program cuts
        // short while it is read ends this one with SIGBUS, as with every memory map.
        let map = unsafe { memmap2::Mmap::map(&std::fs::File::open(&path)?)? };
        Ok(Text::Map(path, map))
    }

    fn get(&self) -> Result<&str, String> {
        match self {
            Text::Str(text) => Ok(text),
            Text::Map(path, map) => std::str::from_utf8(map).map_err(|e| format!("{}: {e}", path.display())),
        }
    }
}

#[pyclass(subclass, module = "rustbpe")]
struct Core {
    #[pyo3(get)]
    name: String,
    encoder: Encoder,
    ints: Vec<Py<PyInt>>, // the object of each id, made once: lists of ids come out a third faster
}

impl Core {
    fn build(py: Python, name: String, encoder: Encoder) -> Self {
        let ids = 0..encoder.ranks().last().map_or(0, |(_, id)| id + 1);
        let ints = ids.map(|id| id.into_pyobject(py).expect("cannot fail").unbind()).collect();
        Core { name, encoder, ints }
    }

    fn to_list<'py>(&self, py: Python<'py>, ids: &[u32]) -> PyResult<Bound<'py, PyList>> {
        PyList::new(py, ids.iter().map(|&id| self.ints[id as usize].bind(py)))
    }

    fn run_many(&self, py: Python, texts: &Bound<PyAny>, threads: Option<usize>) -> PyResult<Flat> {
        let texts: Vec<Text> = texts.try_iter()?.map(|text| Text::of(&text?)).collect::<PyResult<_>>()?;
        let encode = || {
            let texts: Vec<&str> = texts.iter().map(Text::get).collect::<Result<_, _>>()?;
            self.encoder.encode_many(&texts, threads_or_all(threads))
        };
        py.detach(encode).map_err(value_error)
    }
}

#[pymethods]
impl Core {
    #[new]
    fn new(py: Python, name: String, pattern: &str, ranks: Ranks, specials: Specials) -> PyResult<Self> {
        let splitter = Splitter::new(pattern).map_err(value_error)?;
        Ok(Self::build(py, name, Encoder::new(splitter, ranks, specials).map_err(value_error)?))
    }

    /// Learn merges from an iterator of str or paths, each split on its own. vocab_size counts the 256 bytes,
    /// not special tokens. buffer_size is PyPI rustbpe's and has no effect.
    #[allow(clippy::too_many_arguments)] // they are rustbpe's, plus two
    #[pyo3(signature = (iterator, vocab_size, buffer_size=8192, pattern=split::RUSTBPE, num_threads=None,
                        progress=None))]
    fn train_from_iterator(
        &mut self,
        py: Python,
        iterator: &Bound<PyAny>,
        vocab_size: usize,
        buffer_size: usize,
        pattern: Option<&str>,
        num_threads: Option<usize>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<()> {
        let (_, texts): (_, Py<PyIterator>) = (buffer_size, iterator.try_iter()?.unbind());
        let too_small = || value_error(format!("vocab_size {vocab_size} is less than the 256 single bytes"));
        let wanted = vocab_size.checked_sub(256).ok_or_else(too_small)?;
        let splitter = Splitter::new(pattern.unwrap_or(split::RUSTBPE)).map_err(value_error)?;
        let threads = threads_or_all(num_threads);
        // 1) count, a batch of some MB at a time: fetched under the GIL, counted without it
        let next_batch = |py: Python| {
            py.check_signals()?;
            let (mut batch, mut bytes) = (Vec::new(), 0);
            while bytes < 1 << 24 {
                let Some(text) = texts.bind(py).clone().next() else { break };
                batch.push(Text::of(&text?)?);
                bytes += batch[batch.len() - 1].get()?.len() + 256; // a str has its own cost
            }
            Ok::<_, Failure>(batch)
        };
        let count = || {
            let mut counts = Vec::new();
            loop {
                let batch = Python::attach(next_batch)?;
                if batch.is_empty() {
                    return Ok::<_, Failure>(counts);
                }
                let texts: Vec<&str> = batch.iter().map(Text::get).collect::<Result<_, _>>()?;
                train::count(&splitter, &texts, threads, &mut counts)?;
            }
        };
        // 2) merges, with a look at Ctrl-C and the progress callback ten times a second: the GIL may be busy
        let mut last = Instant::now();
        let tick = |merges: usize| {
            if last.elapsed() < Duration::from_millis(100) && merges < wanted {
                return Ok(());
            }
            last = Instant::now();
            Python::attach(|py| {
                py.check_signals()?;
                progress.as_ref().map_or(Ok(()), |call| call.call1(py, (merges, wanted)).map(drop))?;
                Ok(())
            })
        };
        let train = || train::train(count()?, wanted, (threads, 1 << 15, 1 << 22), tick);
        let to_exception = |failure: Failure| failure.downcast::<PyErr>().map_or_else(value_error, |e| *e);
        // 3) their bytes
        let mut ranks: Ranks = (0..=255).map(|b| (vec![b], b as u32)).collect();
        for (left, right) in py.detach(train).map_err(to_exception)? {
            let joined = [&ranks[left as usize].0[..], &ranks[right as usize].0].concat();
            ranks.push((joined, ranks.len() as u32));
        }
        let encoder = Encoder::new(splitter, ranks, Vec::new()).map_err(value_error)?;
        *self = Core::build(py, self.name.clone(), encoder);
        Ok(())
    }

    fn get_pattern(&self) -> &str {
        &self.encoder.splitter.pattern
    }
    #[getter]
    fn max_token_value(&self) -> u32 {
        self.encoder.specials.iter().map(|(_, id)| *id).fold(self.ints.len() as u32 - 1, u32::max)
    }

    fn get_mergeable_ranks<'py>(&self, py: Python<'py>) -> Vec<(Bound<'py, PyBytes>, u32)> {
        self.encoder.ranks().map(|(bytes, id)| (PyBytes::new(py, bytes), id)).collect()
    }

    fn encode_ordinary<'py>(&self, py: Python<'py>, text: &Bound<PyAny>) -> PyResult<Bound<'py, PyList>> {
        let (text, cache, mut ids) = (Text::of(text)?, self.encoder.cache(), Vec::new());
        py.detach(|| self.encoder.encode(text.get()?, &cache, &mut ids)).map_err(value_error)?;
        self.to_list(py, &ids)
    }

    #[pyo3(signature = (text, *, num_threads=None))]
    fn encode_ordinary_batch<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<PyAny>,
        num_threads: Option<usize>,
    ) -> PyResult<Bound<'py, PyList>> {
        let (ids, ends) = self.run_many(py, text, num_threads)?;
        let lists = ends.windows(2).map(|w| self.to_list(py, &ids[w[0] as usize..w[1] as usize]));
        PyList::new(py, lists.collect::<PyResult<Vec<_>>>()?)
    }

    /// All ids as uint32 and the bounds of the texts as int64, in memory that numpy can use in place.
    fn _encode_flat<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<PyAny>,
        num_threads: Option<usize>,
    ) -> PyResult<(Bound<'py, PyByteArray>, Bound<'py, PyByteArray>)> {
        let (ids, ends) = self.run_many(py, texts, num_threads)?;
        Ok((PyByteArray::new(py, cast_slice(&ids)), PyByteArray::new(py, cast_slice(&ends))))
    }

    fn _token_id(&self, bytes: &[u8]) -> Option<u32> {
        self.encoder.by_bytes.get(bytes).copied()
    }

    /// KeyError for an id that does not exist. A numpy array is taken without a detour over its elements.
    fn decode_bytes<'py>(&self, py: Python<'py>, tokens: &Bound<PyAny>) -> PyResult<Bound<'py, PyBytes>> {
        let tokens = tokens.call_method0("tolist").unwrap_or_else(|_| tokens.clone());
        let mut out = Vec::new();
        for id in tokens.try_iter()? {
            let id: u32 = id?.extract()?;
            let unknown = || PyKeyError::new_err(format!("no token has the id {id}"));
            out.extend_from_slice(self.encoder.token_bytes(id).ok_or_else(unknown)?);
        }
        Ok(PyBytes::new(py, &out))
    }
}

#[pymodule(gil_used = false)]
mod _core {
    #[pymodule_export]
    use super::Core;
    #[pymodule_export]
    const RUSTBPE: &str = super::split::RUSTBPE;
}
