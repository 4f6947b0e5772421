using System.Text;

namespace HmRnnInk.Build.Tests;

/// <summary>A minimal ELF64 file with a table of needed versions, written according to the ABI.</summary>
/// <param name="Bytes">The whole file.</param>
/// <param name="Flags">The offset of each needed version's flags, a 16-bit number, in the given order.</param>
internal sealed record ElfImage(byte[] Bytes, IReadOnlyList<(string Version, int Offset)> Flags)
{
    private const int HeaderSize = 64;
    private const int SectionSize = 64;
    private const int RecordSize = 16;

    /// <summary>A file that needs these versions of these libraries.</summary>
    public static ElfImage Needing(params (string Library, string[] Versions)[] libraries)
    {
        var names = new MemoryStream();
        names.WriteByte(0);
        var needed = new MemoryStream();
        var writer = new BinaryWriter(needed);
        var flags = new List<(string, int)>();
        int start = HeaderSize + (3 * SectionSize);

        for (int i = 0; i < libraries.Length; i++)
        {
            (string library, string[] versions) = libraries[i];
            int following = i + 1 < libraries.Length ? RecordSize * (1 + versions.Length) : 0;
            writer.Write((ushort)1); // vn_version
            writer.Write((ushort)versions.Length); // vn_cnt
            writer.Write(AddName(names, library)); // vn_file
            writer.Write(RecordSize); // vn_aux
            writer.Write(following); // vn_next
            for (int j = 0; j < versions.Length; j++)
            {
                writer.Write(0x12345678); // vna_hash
                flags.Add((versions[j], start + (int)needed.Position));
                writer.Write((ushort)0); // vna_flags
                writer.Write((ushort)(2 + flags.Count)); // vna_other
                writer.Write(AddName(names, versions[j])); // vna_name
                writer.Write(j + 1 < versions.Length ? RecordSize : 0); // vna_next
            }
        }

        return new ElfImage(Assemble(libraries.Length, needed.ToArray(), names.ToArray()), flags);
    }

    // Header, three section headers (none, versions, names), the versions, the names.
    private static byte[] Assemble(int libraries, byte[] needed, byte[] names)
    {
        var file = new MemoryStream();
        var writer = new BinaryWriter(file);
        writer.Write([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0]); // 64 bits, little-endian
        writer.Write(new byte[0x28 - 8]);
        writer.Write((long)HeaderSize); // e_shoff
        writer.Write(new byte[0x3a - 0x30]);
        writer.Write((ushort)SectionSize);
        writer.Write((ushort)3); // e_shnum
        writer.Write((ushort)2); // e_shstrndx
        writer.Write(new byte[SectionSize]);
        WriteSection(writer, 0x6ffffffe, HeaderSize + (3 * SectionSize), needed.Length, 2, libraries);
        WriteSection(writer, 3, HeaderSize + (3 * SectionSize) + needed.Length, names.Length, 0, 0);
        writer.Write(needed);
        writer.Write(names);
        return file.ToArray();
    }

    private static void WriteSection(BinaryWriter writer, uint type, long offset, long size, int link, int info)
    {
        writer.Write(0); // sh_name
        writer.Write(type);
        writer.Write(0L); // sh_flags
        writer.Write(0L); // sh_addr
        writer.Write(offset);
        writer.Write(size);
        writer.Write(link);
        writer.Write(info);
        writer.Write(0L); // sh_addralign
        writer.Write(0L); // sh_entsize
    }

    private static int AddName(MemoryStream names, string name)
    {
        int offset = (int)names.Position;
        names.Write(Encoding.ASCII.GetBytes(name + "\0"));
        return offset;
    }
}
