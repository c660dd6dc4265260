using System.Text;

namespace Better.Calendar.Tests.Replies;

/// <summary>Writes the few attributes of a TNEF file (MS-OXTNEF) that a response of Outlook has.</summary>
internal static class TnefWriter
{
    private const uint Signature = 0x223E9F78;
    private const byte MessageLevel = 1;
    private const uint MessageClass = 0x00078008;
    private const uint MapiProperties = 0x00069003;

    public static byte[] Write(string messageClass, byte[] globalObjectId)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write(Signature);
        writer.Write((ushort)1);
        WriteAttribute(writer, 0x00089006, [0, 0, 1, 0]); // attTnefVersion
        WriteAttribute(writer, MessageClass, [.. Encoding.ASCII.GetBytes(messageClass), 0]);
        WriteAttribute(writer, MapiProperties, CreateProperties(globalObjectId));
        return file.ToArray();
    }

    /// <summary>One named property, PidLidGlobalObjectId: type binary, the set and the number of its name, one value.</summary>
    private static byte[] CreateProperties(byte[] value)
    {
        using var properties = new MemoryStream();
        using var writer = new BinaryWriter(properties);
        writer.Write(1);
        writer.Write((ushort)0x0102);
        writer.Write((ushort)0x8001);
        writer.Write(new Guid("6ED8DA90-450B-101B-98DA-00AA003F1305").ToByteArray());
        writer.Write(0);
        writer.Write(0x0003);
        writer.Write(1);
        writer.Write(value.Length);
        writer.Write(value);
        writer.Write(new byte[(4 - (value.Length % 4)) % 4]);
        return properties.ToArray();
    }

    private static void WriteAttribute(BinaryWriter writer, uint tag, byte[] content)
    {
        writer.Write(MessageLevel);
        writer.Write(tag);
        writer.Write(content.Length);
        writer.Write(content);
        writer.Write((ushort)content.Sum(static value => value));
    }
}
