//! The pages of a Parquet file, unpacked here and not by the crate, which believes what a page says of its own
//! size: a page of a few kilobytes could ask for gigabytes. Each page has a limit, packed and unpacked.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::sync::Arc;

use bytes::Bytes;
use parquet::basic::Compression;
use parquet::bloom_filter::Sbbf;
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{
    ChunkReader, FileReader, Length, RowGroupReader, SerializedFileReader, SerializedPageReader,
};
use parquet::record::reader::RowIter;
use parquet::schema::types::Type;

use crate::reader::limits::PARQUET_PAGE_BYTES;

/// A file of which no page is larger than the limit.
pub(super) struct PagedFile {
    inner: SerializedFileReader<Chunks>,
    chunks: Arc<Chunks>,
}

impl PagedFile {
    pub(super) fn new(file: File) -> Result<Self> {
        let chunks = Arc::new(Chunks(file.try_clone()?));
        let inner = SerializedFileReader::new(Chunks(file))?;
        Ok(Self { inner, chunks })
    }
}

impl FileReader for PagedFile {
    fn metadata(&self) -> &ParquetMetaData {
        self.inner.metadata()
    }

    fn num_row_groups(&self) -> usize {
        self.inner.num_row_groups()
    }

    fn get_row_group(&self, index: usize) -> Result<Box<dyn RowGroupReader + '_>> {
        Ok(Box::new(Group {
            metadata: self.metadata().row_group(index),
            chunks: Arc::clone(&self.chunks),
        }))
    }

    fn get_row_iter(&self, projection: Option<Type>) -> Result<RowIter<'_>> {
        RowIter::from_file(projection, self)
    }
}

struct Group<'a> {
    metadata: &'a RowGroupMetaData,
    chunks: Arc<Chunks>,
}

impl RowGroupReader for Group<'_> {
    fn metadata(&self) -> &RowGroupMetaData {
        self.metadata
    }

    fn num_columns(&self) -> usize {
        self.metadata.num_columns()
    }

    fn get_column_page_reader(&self, index: usize) -> Result<Box<dyn PageReader>> {
        let chunk = self.metadata.column(index);
        // Told that nothing is packed, the crate hands the pages over as they stand in the file.
        let as_it_stands = chunk.clone().into_builder();
        let as_it_stands = as_it_stands
            .set_compression(Compression::UNCOMPRESSED)
            .build()?;
        let rows = usize::try_from(self.metadata.num_rows())?;
        let chunks = Arc::clone(&self.chunks);
        Ok(Box::new(Pages {
            inner: SerializedPageReader::new(chunks, &as_it_stands, rows, None)?,
            packing: chunk.compression(),
        }))
    }

    fn get_column_bloom_filter(&self, _: usize) -> Option<&Sbbf> {
        None
    }

    fn get_row_iter(&self, projection: Option<Type>) -> Result<RowIter<'_>> {
        RowIter::from_row_group(projection, self)
    }
}

struct Pages {
    inner: SerializedPageReader<Chunks>,
    packing: Compression,
}

impl PageReader for Pages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.inner.get_next_page()?;
        page.map(|page| unpacked(page, self.packing)).transpose()
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.inner.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.inner.skip_next_page()
    }
}

impl Iterator for Pages {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

/// The parts of a file that the crate asks for.
struct Chunks(File);

impl Length for Chunks {
    fn len(&self) -> u64 {
        self.0.len()
    }
}

impl ChunkReader for Chunks {
    type T = BufReader<File>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        self.0.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        within_limit(length)?;
        self.0.get_bytes(start, length)
    }
}

/// The page with its values unpacked.
fn unpacked(mut page: Page, packing: Compression) -> Result<Page> {
    let is_dictionary = matches!(page, Page::DictionaryPage { .. });
    let (levels, is_packed) = match &page {
        Page::DataPageV2 {
            def_levels_byte_len,
            rep_levels_byte_len,
            is_compressed,
            ..
        } => (
            u64::from(*def_levels_byte_len) + u64::from(*rep_levels_byte_len),
            *is_compressed,
        ),
        _ => (0, true),
    };
    let values = u64::from(page.num_values());
    let (Page::DataPage { buf, .. }
    | Page::DataPageV2 { buf, .. }
    | Page::DictionaryPage { buf, .. }) = &mut page;
    if is_packed && packing != Compression::UNCOMPRESSED {
        let levels = usize::try_from(levels)?;
        if levels > buf.len() {
            return Err(ParquetError::EOF("levels beyond their page".to_owned()));
        }
        let (levels, rest) = buf.split_at(levels);
        let mut whole = levels.to_vec();
        // A page without a value has nothing to unpack.
        if !rest.is_empty() {
            unpack(rest, packing, &mut whole)?;
        }
        *buf = Bytes::from(whole);
    }
    // A value of a dictionary takes a byte at least; those of a column may be told by their number alone.
    let most = if is_dictionary {
        buf.len() as u64
    } else {
        PARQUET_PAGE_BYTES
    };
    if values > most {
        return Err(too_large());
    }
    Ok(page)
}

fn unpack(packed: &[u8], packing: Compression, whole: &mut Vec<u8>) -> Result<()> {
    let limit = PARQUET_PAGE_BYTES + 1;
    match packing {
        Compression::GZIP(_) => {
            flate2::read::MultiGzDecoder::new(packed)
                .take(limit)
                .read_to_end(whole)?;
        }
        Compression::ZSTD(_) => {
            zstd::stream::read::Decoder::with_buffer(packed)?
                .take(limit)
                .read_to_end(whole)?;
        }
        Compression::SNAPPY => {
            within_limit(snap::raw::decompress_len(packed)?)?;
            whole.extend(snap::raw::Decoder::new().decompress_vec(packed)?);
        }
        other => return Err(ParquetError::NYI(other.to_string())),
    }
    within_limit(whole.len())
}

fn within_limit(length: usize) -> Result<()> {
    if length as u64 > PARQUET_PAGE_BYTES {
        return Err(too_large());
    }
    Ok(())
}

fn too_large() -> ParquetError {
    io::Error::from(io::ErrorKind::FileTooLarge).into()
}

/// Whether a page was beyond the limit.
pub(super) fn is_too_large(error: &ParquetError) -> bool {
    matches!(error, ParquetError::External(cause)
        if cause.downcast_ref::<io::Error>().is_some_and(|cause| cause.kind() == io::ErrorKind::FileTooLarge))
}
